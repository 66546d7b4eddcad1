import { describe, expect, it } from '@jest/globals';
import { type CompiledTree, compileTree } from '../../../../core/definitions/compile-tree.js';
import { impactFrame } from '../../../../core/definitions/impact/impact-frame.js';
import { openTally } from '../../../../core/definitions/impact/open-tally.js';
import { tallyRows } from '../../../../core/definitions/impact/tally-rows.js';
import { writeReport } from '../../../../core/definitions/impact/write-report.js';
import type { DefinitionsTree } from '../../../../core/definitions/tree.js';
import { tree as starter } from '../follow-lead-cases.js';
import { storyTree } from './random-side.js';
import { START, type Story, tell } from './random-story.js';

const DAY = 86_400_000;
const viewed = {
  kind: 'count',
  activity: 'page.viewed',
  points: 40,
  count: 1,
  within: null,
  max: null,
  decay: null,
} as const;
const base = storyTree(starter.tree, {
  ...{ rules: [viewed], level: 30, slack: null, cooldown: null, cold: false, onlyVp: false },
});

/** The tree with texts replaced, wherever they stand as a whole text. */
function reworded(words: { [from: string]: string }, renamed: DefinitionsTree['lifecycle']['renamed']): CompiledTree {
  const text = JSON.stringify(base.tree, (_, value) => (typeof value === 'string' ? (words[value] ?? value) : value));
  const tree = JSON.parse(text) as DefinitionsTree;
  return compileTree({ ...tree, lifecycle: { ...tree.lifecycle, ...(renamed ? { renamed } : {}) } });
}

const changedLifecycle = (change: (lifecycle: DefinitionsTree['lifecycle']) => DefinitionsTree['lifecycle']) =>
  compileTree({ ...base.tree, lifecycle: change(base.tree.lifecycle) });

const storyOf = (...done: Story['steps'][number]['what'][]): Story => ({
  imported: [],
  steps: done.map((what, index) => ({ received: index, late: 0, what, retracted: false })),
  source: null,
});

function reportOf(head: CompiledTree, timeZone = 'UTC', askedAt = START + 28 * DAY) {
  const trees = { base, head };
  const frame = impactFrame(base, head);
  const window = { from: START, to: START + 28 * DAY, timeZone };
  const tally = openTally();
  const stories = [storyOf('page.viewed'), storyOf('page.viewed', 'lost'), storyOf('email.opened')];
  for (const [index, story] of stories.entries()) {
    tallyRows({ trees, frame, window, comparableSince: null }, tally, tell(`lead_${index}`, story).rows);
  }
  return writeReport({ base, changes: [], frame, window, capacity: null, askedAt }, tally);
}

const load = ({ figures }: ReturnType<typeof reportOf>) => {
  const sum = (side: 'base' | 'head') => figures.weeklyLoad.reduce((total, week) => total + week[side], 0);
  return [sum('base'), sum('head')];
};

describe('what is called otherwise', () => {
  it('is no change where the lifecycle says what it was called: a stage that hands over', () => {
    const report = reportOf(reworded({ mql: 'hot' }, { stages: { mql: 'hot' } }));
    expect(report.figures).toMatchObject({ leads: 3, changed: 0, moves: [] });
    expect(load(report)).toEqual([2, 2]);
  });

  it('is no change where the lifecycle says what it was called: a threshold', () => {
    const [threshold] = base.models[0]?.model.thresholds ?? [];
    const renamed = { [threshold?.key as string]: 'renamed-threshold' };
    const { figures } = reportOf(reworded(renamed, { thresholds: renamed }));
    expect(figures).toMatchObject({ changed: 0, gained: 0, lost: 0 });
    expect(figures.thresholds[0]).toMatchObject({ key: 'renamed-threshold', base: 2, head: 2, gained: 0, lost: 0 });
  });

  it('is another where it says nothing of it, and sales have as much to do as before', () => {
    const report = reportOf(reworded({ mql: 'hot' }, undefined));
    expect(report.figures.moves).toMatchObject([{ from: 'mql', to: 'hot' }]);
    expect(load(report)).toEqual([2, 2]);
  });
});

describe('what sales would have had', () => {
  const none = 'sales would have had 0 instead of 0.5 handoffs a week';

  it('is nothing where no stage hands over, and the sentence says so though no lead goes another way', () => {
    const report = reportOf(
      changedLifecycle((lifecycle) => ({
        ...lifecycle,
        stages: lifecycle.stages.map(({ handoff, ...stage }) => stage),
      })),
    );
    expect(load(report)).toEqual([2, 0]);
    expect(report.summary).toContain(`none would have crossed or moved otherwise; ${none}`);
  });

  it('is told of by its days, where the window ended long before somebody asked', () => {
    const end = START + 28 * DAY;
    expect(reportOf(base, 'UTC', end).summary).toContain(' leads in the last 28 days, ');
    expect(reportOf(base, 'UTC', end + DAY).summary).toContain(' leads from 2026-03-02 to 2026-03-30, ');
  });

  it('is counted by weeks of the zone that was asked for', () => {
    // it begins on a Monday at 09:00 UTC
    const firstWeek = (zone: string) => reportOf(base, zone).figures.weeklyLoad.find((week) => week.base > 0)?.week;
    expect([firstWeek('UTC'), firstWeek('Pacific/Pago_Pago')]).toEqual(['2026-03-02', '2026-02-23']);
  });

  it('is nothing where score may move nobody there, and nobody is said to become an MQL for having scored', () => {
    const report = reportOf(
      changedLifecycle((lifecycle) => ({
        ...lifecycle,
        moves: lifecycle.moves.map((move) => (move.to === 'mql' ? { ...move, by: ['person'] } : move)),
      })),
    );
    expect(report.summary).toContain(`otherwise, while the same leads would have scored as MQLs; ${none}`);
  });
});
