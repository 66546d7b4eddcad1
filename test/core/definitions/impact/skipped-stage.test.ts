import { describe, expect, it } from '@jest/globals';
import { impactFrame } from '../../../../core/definitions/impact/impact-frame.js';
import { openTally } from '../../../../core/definitions/impact/open-tally.js';
import { reportImpact } from '../../../../core/definitions/impact/report-impact.js';
import { tallyRows } from '../../../../core/definitions/impact/tally-rows.js';
import { stagesReaching } from '../../../../core/definitions/stages-reaching.js';
import { tree as starter } from '../follow-lead-cases.js';
import { storyTree } from './random-side.js';
import { START, type Story, tell } from './random-story.js';

const DAY = 86_400_000;
const bought = {
  kind: 'count',
  activity: 'page.viewed',
  points: 40,
  count: 1,
  within: null,
  max: null,
  decay: null,
} as const;
const tree = storyTree(starter.tree, {
  ...{ rules: [bought], level: 30, slack: null, cooldown: null, cold: false, onlyVp: false },
});
const storyOf = (...done: Story['steps'][number]['what'][]): Story => ({
  imported: [],
  steps: done.map((what, index) => ({ received: index, late: 0, what, retracted: false })),
  source: null,
});

describe('a lead that skipped a stage', () => {
  it('has reached it, as in the funnel: a later open or won stage reaches an open one', () => {
    const { lifecycle } = starter.tree;
    expect(stagesReaching(lifecycle, 'sql')).toEqual(['sql', 'opportunity', 'customer']);
    expect(stagesReaching(lifecycle, 'customer')).toEqual(['customer']);
    expect(stagesReaching(lifecycle, 'nurture')).toEqual(['nurture']);
  });

  it('counts for the quality of both outcomes', () => {
    const trees = { base: tree, head: tree };
    const frame = impactFrame(tree, tree);
    const window = { from: START, to: START + 90 * DAY, timeZone: 'UTC' };
    const tally = openTally();
    const stories = [
      storyOf('page.viewed', 'won'),
      storyOf('page.viewed'),
      storyOf('email.opened', 'by hand sql'),
      storyOf('email.opened', 'lost'),
    ];
    for (const [index, story] of stories.entries()) {
      tallyRows({ trees, frame, window, comparableSince: null }, tally, tell(`lead_${index}`, story).rows);
    }
    const { quality } = reportImpact(tree, frame, window, tally, null);
    expect(quality.filter(({ side }) => side === 'BASE')).toMatchObject([
      { outcome: 'sql', judged: 4, precision: { value: 1 / 2 }, recall: { value: 1 / 2 } },
      { outcome: 'customer', judged: 4, precision: { value: 1 / 2 }, recall: { value: 1 } },
    ]);
  });
});
