import { describe, expect, it } from '@jest/globals';
import { compileModel } from '../../../core/scoring/compile.js';
import { crossThresholds } from '../../../core/scoring/crossings.js';
import { endPass } from '../../../core/scoring/end-pass.js';
import { evaluate } from '../../../core/scoring/evaluate.js';
import type { Fact } from '../../../core/scoring/facts.js';
import { BEGINNING_OF_TIME, foldByOccurrence } from '../../../core/scoring/fold-by-occurrence.js';
import type { ScoringModel, ThresholdDefinition } from '../../../core/scoring/model.js';
import { buildTimeline } from '../../../core/scoring/timeline.js';
import { activity, answer, attribute, DAY, NOON, pass } from './make-facts.js';

const HOUR = 3_600_000;

function modelOf(thresholds: ThresholdDefinition[], rules: ScoringModel['rules'] = []): ScoringModel {
  return { language: 1, key: 'made', version: '1.0.0', name: 'Made', scores: { total: {} }, rules, thresholds };
}

function story(model: ScoringModel, facts: Fact[], at: number): string[] {
  const compiled = compileModel(model, { stageOrder: { mql: 2, sql: 4 }, frameworks: { bant: ['need'] } });
  const { crossings } = foldByOccurrence(compiled, buildTimeline(facts), at);
  return crossings.map(
    ({ threshold, direction, cause, at: when }) => `${threshold} ${direction} ${cause} ${(when - NOON) / HOUR}h`,
  );
}

const visits = (count: number, within: string): ThresholdDefinition['when'] => ({
  activity: 'visit',
  count: { atLeast: count },
  within,
});

describe('thresholds', () => {
  it('go up by a fact and down by time, at the instant the window closes', () => {
    const facts = [activity(NOON, 'visit'), activity(NOON + HOUR, 'visit')];
    expect(story(modelOf([{ key: 'hot', when: visits(2, 'P1D') }]), facts, NOON + 2 * DAY)).toEqual([
      'hot UP ACTIVITY 1h',
      'hot DOWN TIME 24h',
    ]);
    expect(story(modelOf([{ key: 'hot', when: visits(2, 'P1D') }]), facts, NOON + DAY - 1)).toEqual([
      'hot UP ACTIVITY 1h',
    ]);
  });

  it('stay up between release and when, and release wins over when', () => {
    const rules: ScoringModel['rules'] = [
      { key: 'visits', score: 'total', points: 10, each: { activity: 'visit', within: 'P1D' } },
    ];
    const threshold: ThresholdDefinition = {
      key: 'hot',
      when: { score: 'total', atLeast: 60 },
      release: { score: 'total', below: 50 },
    };
    const facts = Array.from({ length: 6 }, (_, i) => activity(NOON + i * HOUR, 'visit'));
    expect(story(modelOf([threshold], rules), facts, NOON + 3 * DAY)).toEqual([
      'hot UP ACTIVITY 5h',
      'hot DOWN TIME 25h',
    ]);
    const both: ThresholdDefinition = {
      key: 'never',
      when: { score: 'total', atLeast: 10 },
      release: { score: 'total', atLeast: 20 },
    };
    expect(story(modelOf([both], rules), facts, NOON + 3 * HOUR)).toEqual([
      'never UP ACTIVITY 0h',
      'never DOWN ACTIVITY 1h',
    ]);
  });

  it('announce the next UP not before the end of the cool-down, then by time', () => {
    const threshold: ThresholdDefinition = { key: 'hot', when: visits(1, 'PT1H'), cooldown: 'P1D' };
    const facts = [activity(NOON, 'visit'), activity(NOON + 3 * HOUR, 'visit'), activity(NOON + 23.5 * HOUR, 'visit')];
    expect(story(modelOf([threshold]), facts, NOON + 3 * DAY)).toEqual([
      'hot UP ACTIVITY 0h',
      'hot DOWN TIME 1h',
      'hot UP TIME 24h',
      'hot DOWN TIME 24.5h',
    ]);
    const exactly = [activity(NOON, 'visit'), activity(NOON + 24 * HOUR, 'visit')];
    expect(story(modelOf([threshold]), exactly, NOON + DAY)).toEqual([
      'hot UP ACTIVITY 0h',
      'hot DOWN TIME 1h',
      'hot UP ACTIVITY 24h',
    ]);
  });

  it('cross in order: DOWN before UP, then target stage, then key', () => {
    const thresholds: ThresholdDefinition[] = [
      { key: 'z-none', when: { activity: 'visit' } },
      { key: 'b', moveTo: 'sql', when: { activity: 'visit' } },
      { key: 'a', suggest: 'sql', when: { activity: 'visit' } },
      { key: 'm', moveTo: 'mql', when: { activity: 'visit' } },
      { key: 'quiet', moveTo: 'sql', when: { all: [{ activity: 'start' }, { none: [{ activity: 'visit' }] }] } },
    ];
    const facts = [activity(NOON, 'start'), activity(NOON + HOUR, 'visit')];
    expect(story(modelOf(thresholds), facts, NOON + HOUR).map((line) => line.slice(0, -12).trim())).toEqual([
      'quiet UP',
      'quiet DOWN',
      'm UP',
      'a UP',
      'b UP',
      'z-none UP',
    ]);
  });

  it('judge facts of one instant one by one, but attributes at the beginning of time together', () => {
    const model = modelOf([
      {
        key: 'plain',
        when: {
          all: [
            { attribute: 'x', exists: true },
            { attribute: 'y', exists: false },
          ],
        },
      },
    ]);
    const pair = (at: number) => [attribute(at, 'x', 1), attribute(at, 'y', 1)];
    expect(story(model, pair(NOON), NOON)).toEqual(['plain UP ATTRIBUTE 0h', 'plain DOWN ATTRIBUTE 0h']);
    expect(story(model, pair(BEGINNING_OF_TIME), NOON)).toEqual([]);
  });

  it('fall by decay at the first millisecond whose millionths are below', () => {
    const rules: ScoringModel['rules'] = [
      { key: 'v', score: 'total', points: 10, when: { activity: 'visit' }, decay: { linear: 'P10D' } },
    ];
    const facts = [activity(NOON, 'visit')];
    const [up, down] = story(
      modelOf([{ key: 'hot', when: { score: 'total', atLeast: 5 } }], rules),
      facts,
      NOON + 30 * DAY,
    );
    expect(up).toBe('hot UP ACTIVITY 0h');
    expect(Number(down?.match(/ ([\d.]+)h/)?.[1]) * HOUR).toBeCloseTo(5 * DAY + 44, 3);
  });
});

describe('after a pass', () => {
  const threshold: ThresholdDefinition = { key: 'hot', when: { activity: 'visit' } };
  const before = [activity(NOON, 'visit'), pass(NOON + DAY, NOON + 3 * DAY, ['bant'])];

  it('thresholds are down silently and up again only at an activity or answer later than the cool-down', () => {
    const up = ['hot UP ACTIVITY 0h'];
    expect(story(modelOf([threshold]), before, NOON + 10 * DAY)).toEqual(up);
    expect(story(modelOf([threshold]), [...before, activity(NOON + 3 * DAY, 'visit')], NOON + 10 * DAY)).toEqual(up);
    expect(story(modelOf([threshold]), [...before, attribute(NOON + 4 * DAY, 'title', 'vp')], NOON + 10 * DAY)).toEqual(
      up,
    );
    expect(
      story(modelOf([threshold]), [...before, activity(NOON + 3 * DAY + 1, 'other')], NOON + 10 * DAY),
    ).toHaveLength(2);
    expect(
      story(modelOf([threshold]), [...before, answer(NOON + 4 * DAY, 'bant', 'need', 'denied')], NOON + 10 * DAY),
    ).toEqual([...up, 'hot UP QUALIFICATION 96h']);
  });

  it('the gate stays for each threshold until it went up once, then time may cross it again', () => {
    const recent: ThresholdDefinition = { key: 'recent', when: visits(1, 'PT2H'), cooldown: 'PT5H' };
    const start = NOON + 4 * DAY;
    const facts = [...before, activity(start, 'visit'), activity(start + 4 * HOUR, 'visit')];
    expect(story(modelOf([recent]), facts, NOON + 10 * DAY).slice(2)).toEqual([
      'recent UP ACTIVITY 96h',
      'recent DOWN TIME 98h',
      'recent UP TIME 101h',
      'recent DOWN TIME 102h',
    ]);
  });

  it('answers of a framework that forgets are unknown, others stay; inPass counts the new pass only', () => {
    const compiled = compileModel(
      modelOf([
        { key: 'need', when: { qualification: 'bant' } },
        { key: 'named', when: { answer: 'bant.need', exists: true } },
        { key: 'fresh', when: { activity: 'visit', inPass: true } },
      ]),
      { frameworks: { bant: ['need'] } },
    );
    const facts = [activity(NOON, 'visit'), answer(NOON, 'bant', 'need', 'confirmed', 'soon')];
    const holding = (given: Fact[]) =>
      evaluate(compiled, buildTimeline(given), NOON + 9 * DAY)
        .thresholds.filter((one) => one.when)
        .map((one) => one.key);
    expect(holding(facts)).toEqual(['need', 'named', 'fresh']);
    expect(holding([...facts, pass(NOON + DAY, NOON + DAY, ['bant'])])).toEqual([]);
    expect(holding([...facts, pass(NOON + DAY, NOON + DAY, [])])).toEqual(['need', 'named']);
  });

  it('holds for thresholds that come with a later promotion too', () => {
    const compiled = compileModel(modelOf([{ key: 'new', when: { activity: 'visit' } }]));
    const states = endPass({}, pass(NOON + DAY, NOON + 3 * DAY));
    const at = NOON + 5 * DAY;
    const visit = activity(at, 'visit');
    const evaluation = evaluate(compiled, buildTimeline([activity(NOON, 'visit')]), at);
    expect(crossThresholds(compiled, evaluation, states, { at, cause: 'PROMOTION' }).crossings).toEqual([]);
    expect(
      crossThresholds(compiled, evaluation, states, { at, cause: 'ACTIVITY', fact: visit }).crossings,
    ).toHaveLength(1);
  });
});
