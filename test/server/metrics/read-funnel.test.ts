import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Benchmarks, Lifecycle } from '../../../core/definitions/tree.js';
import { readConversion } from '../../../server/metrics/read-conversion.js';
import { readFunnel } from '../../../server/metrics/read-funnel.js';
import type { Release } from '../../../server/releases/release.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { seed, seededRandom } from '../../helpers/seeded-random.js';
import { bruteForceFunnel, daysOf, type Entry, type PlainStep, type Question } from './brute-force-funnel.js';
import { DAY, randomHistory, randomQuestion, START } from './random-history.js';
import { writeEntries } from './stage-entries.js';

const readStarter = (name: string) => JSON.parse(readFileSync(`scoring-models/${name}.json`, 'utf8'));
const lifecycle = readStarter('lifecycle') as Lifecycle;
const benchmarks = readStarter('benchmarks') as Benchmarks;
const release = { number: 1, tree: { lifecycle, benchmarks } } as Release;

const STAGES = lifecycle.stages.map((stage) => stage.key);
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'America/Sao_Paulo'];

const inputOf = (question: Question, timeZone = 'UTC') => ({
  window: { from: new Date(question.from), to: new Date(question.to), timeZone },
  basis: question.basis,
  stages: question.stages,
  denominator: question.handedOff ? ('HANDED_OFF' as const) : ('ENTERED' as const),
  distinctLeads: question.distinctLeads,
});

const plain = (steps: (PlainStep & { next?: unknown; reading?: unknown })[]) =>
  steps.map(({ next: _, reading: __, ...step }) => ({
    ...step,
    medianSeconds: step.medianSeconds && Math.round(step.medianSeconds * 1000),
    p90Seconds: step.p90Seconds && Math.round(step.p90Seconds * 1000),
  }));

describe('readFunnel', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it(`counts as one who counts pass by pass (seed ${seed})`, async () => {
    const random = seededRandom(1);
    for (let history = 0; history < 3; history++) {
      await database.db.query('delete from stage_entries');
      const entries = randomHistory(random, STAGES);
      await writeEntries(database.db, entries);
      for (let asked = 0; asked < 40; asked++) {
        const question = randomQuestion(random, STAGES);
        const zone = ZONES[asked % ZONES.length] as string;
        const funnel = await readFunnel(database.db, release, {
          ...inputOf(question, zone),
          groupBy: 'SOURCE',
          grain: 'DAY',
        });
        expect({ question, steps: plain(funnel.steps) }).toEqual({
          question,
          steps: plain(bruteForceFunnel(entries, question)),
        });
        for (const { value, steps } of funnel.slices) {
          const slice = (first: Entry | undefined) => (first?.source ?? null) === value;
          expect({ question, value, steps: plain(steps) }).toEqual({
            question,
            value,
            steps: plain(bruteForceFunnel(entries, question, { slice })),
          });
        }
        const days = daysOf(question, zone);
        expect(funnel.series.map((point) => point.bucketStart.getTime())).toEqual(days);
        funnel.series.forEach((point, index) => {
          const bucket = (at: number) =>
            at >= (days[index] as number) && at < (days[index + 1] ?? Number.POSITIVE_INFINITY);
          const steps = plain(bruteForceFunnel(entries, question, { bucket }));
          expect({ question, day: point.bucketStart, steps: plain(point.steps) }).toEqual({
            question,
            day: point.bucketStart,
            steps,
          });
        });
      }
    }
  });

  describe('on a small history', () => {
    const at = (day: number) => START + day * DAY;
    const entry = (lead: string, stage: string, day: number, more: Partial<Entry> = {}): Entry => {
      return { lead, pass: 1, stage, at: at(day), source: null, score: null, handedOff: false, ...more };
    };
    const window = { from: new Date(at(0)), to: new Date(at(10)) };
    beforeAll(async () => {
      await database.db.query('delete from stage_entries');
      await writeEntries(database.db, [
        entry('a', 'mql', 0, { score: 80, handedOff: true }),
        entry('a', 'sql', 2),
        entry('b', 'mql', 1, { score: 79 }),
        entry('b', 'customer', -1),
        entry('c', 'mql', 10),
        entry('d', 'mql', 9, { score: 5 }),
        entry('gone', 'mql', 3),
      ]);
      await database.db.query(`update leads set merged_into = 'a' where id = 'gone'`);
    });

    it('leaves merged leads out and the end of the window too, counts a skip as reached, keeps a negative time', async () => {
      const { steps } = await readFunnel(database.db, release, { window, stages: ['mql', 'sql', 'customer'] });
      expect(steps).toMatchObject([
        { stage: 'mql', entered: 3, reachedNext: 2, medianSeconds: 0 },
        { stage: 'sql', entered: 1, reachedNext: 0, conversion: 0, medianSeconds: null },
        { stage: 'customer', entered: 1, reachedNext: null },
      ]);
    });

    it('counts only the leads of a filter, as they are now', async () => {
      await database.db.query(`update leads set source = 'ads' where id in ('a', 'b')`);
      for (const basis of ['COHORT', 'PERIOD'] as const) {
        const asked = { window, basis, stages: ['mql', 'sql'] };
        const ads = await readFunnel(database.db, release, { ...asked, filter: { source: { eq: 'ads' } } });
        expect(ads.steps.map((step) => step.entered)).toEqual([2, 1]);
        const scored = await readFunnel(database.db, release, { ...asked, filter: { score: { gte: 50 } } });
        expect(scored.steps.map((step) => step.entered)).toEqual([0, 0]);
      }
    });

    it('reads a profile only where it counts what is asked', async () => {
      const ask = (denominator: 'ENTERED' | 'HANDED_OFF', profile?: string) =>
        readConversion(database.db, release, { from: 'mql', to: 'sql', window, denominator, profile });
      expect((await ask('ENTERED')).reading).toBeNull();
      expect(await ask('HANDED_OFF')).toMatchObject({
        entered: 1,
        converted: 1,
        rate: 1,
        reading: { profile: 'b2b-saas', band: 'too-tight', low: 0.4, high: null },
      });
      expect((await ask('ENTERED', 'b2b')).reading).toMatchObject({ band: 'too-strict' });
      expect((await ask('ENTERED', 'b2b-tech')).reading).toMatchObject({ band: 'unclassified', low: null });
    });

    it('has no rate, no time and no reading where nobody entered', async () => {
      const empty = { from: new Date(0), to: new Date(0) };
      expect(
        await readConversion(database.db, release, { from: 'mql', to: 'sql', window: empty, profile: 'b2b' }),
      ).toMatchObject({
        ...{ entered: 0, converted: 0, rate: null, medianSeconds: null, reading: null },
      });
    });

    it('slices by score band and by the value of an attribute at the entry', async () => {
      const bands = await readFunnel(database.db, release, { window, stages: ['mql'], groupBy: 'SCORE_BAND' });
      expect(bands.slices.map(({ value, steps }) => [value, steps[0]?.entered])).toEqual([
        ['cold', 1],
        ['hot', 1],
        ['warm', 1],
      ]);
      const fact = `insert into facts (lead_id, account_id, kind, type, occurred_at, received_at, ordinal, sequence, source, message_id, body, actor, historical)
        values ($1, $2, $3, $4, $5, $5, 0, 0, 'test', $6, $7, 'system', false)`;
      await database.db.query(fact, ['a', null, 'attributes', 'lead', new Date(at(-3)), 'm1', { title: 'CEO' }]);
      await database.db.query(fact, ['a', null, 'attributes', 'lead', new Date(at(1)), 'm2', { title: 'late' }]);
      await database.db.query(fact, [
        'b',
        null,
        'membership',
        'account',
        new Date(at(1)),
        'm3',
        { account: 'account_1' },
      ]);
      await database.db.query(fact, [
        null,
        'account_1',
        'attributes',
        'account',
        new Date(at(0)),
        'm4',
        { 'account.employees': 50 },
      ]);
      const by = async (groupByPath: string) => {
        const asked = { window, stages: ['mql'], groupBy: 'ATTRIBUTE' as const, groupByPath };
        return (await readFunnel(database.db, release, asked)).slices.map(({ value, steps }) => [
          value,
          steps[0]?.entered,
        ]);
      };
      expect(await by('title')).toEqual([
        [null, 2],
        ['CEO', 1],
      ]);
      expect(await by('account.employees')).toEqual([
        [null, 2],
        ['50', 1],
      ]);
    });

    it.each([
      ['an unknown stage', { stages: ['mlq'] }, "There is no stage 'mlq': did you mean 'mql'?"],
      ['a stage twice', { stages: ['mql', 'mql'] }, "The stage 'mql' is asked for twice."],
      ['no stage', { stages: [] }, 'A funnel has 1 to 50 stages, not 0.'],
      ['an unknown zone', { window: { ...window, timeZone: 'Moon' } }, "'Moon' is no time zone"],
      ['a window that ends first', { window: { from: window.to, to: window.from } }, 'before it starts'],
      ['an unknown profile', { profile: 'b3b' }, "There is no benchmark profile 'b3b'"],
      ['an attribute without a path', { groupBy: 'ATTRIBUTE' as const }, 'needs groupByPath'],
      ['a path without an attribute', { groupByPath: 'title' }, 'groupByPath names the attribute'],
      [
        'too many buckets',
        { window: { from: new Date(0), to: window.to }, grain: 'HOUR' as const },
        'more than 1000 buckets',
      ],
    ])('refuses %s in a sentence', async (_, input, sentence) => {
      await expect(readFunnel(database.db, release, { window, ...input })).rejects.toThrow(sentence);
    });
  });
});
