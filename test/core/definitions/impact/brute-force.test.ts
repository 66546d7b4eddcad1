import { describe, expect, it } from '@jest/globals';
import { addTallies } from '../../../../core/definitions/impact/add-tallies.js';
import { openComparePlain } from '../../../../core/definitions/impact/compare-plain.js';
import { impactFrame } from '../../../../core/definitions/impact/impact-frame.js';
import { openTally } from '../../../../core/definitions/impact/open-tally.js';
import { reportImpact } from '../../../../core/definitions/impact/report-impact.js';
import { tallyLeads } from '../../../../core/definitions/impact/tally-leads.js';
import { fc } from '../../../helpers/fast-check.js';
import { seed } from '../../../helpers/seeded-random.js';
import { tree as starter } from '../follow-lead-cases.js';
import { type BruteLead, bruteLead } from './brute-lead.js';
import { plainLead, plainRows } from './random-plain.js';
import { drawnPlainSide, drawnSide, storyTree } from './random-side.js';
import { LENGTH, START, story, type ToldLead, tell } from './random-story.js';
import { rangeOf } from './range-of.js';
import { tellPlain } from './tell-plain.js';

const FLAGS = ['ready', 'buying'];
const isFlagged = ({ ups }: BruteLead) => FLAGS.some((key) => ups.has(key));

/** Some are replayed at once, as a server does with most, and some are walked through. */
const lead = fc.oneof(
  story,
  plainLead.map((drawn) => ({ ...drawn, odd: null })),
);

describe(`the impact of a change (SEED=${seed})`, () => {
  it('equals looking at every lead at every millisecond, with nothing of the engine', () => {
    let [atOnce, walked] = [0, 0];
    fc.assert(
      fc.property(
        fc.oneof(fc.tuple(drawnSide, drawnSide), fc.tuple(drawnPlainSide, drawnPlainSide)),
        fc.array(lead, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: LENGTH - 10 }),
        ([base, head], drawn, skip) => {
          const trees = { base: storyTree(starter.tree, base), head: storyTree(starter.tree, head) };
          const window = { from: START + skip, to: START + LENGTH, timeZone: 'UTC' };
          const frame = impactFrame(trees.base, trees.head);
          const leads = drawn.map((one, index) =>
            'steps' in one ? tell(`lead_${index}`, one) : tellPlain(plainRows(`lead_${index}`, one)),
          );
          const rows = rangeOf(leads.map((told) => told.rows));
          const compared = openComparePlain(trees, frame, window)?.(rows, null) ?? new Map();
          const tally = openTally();
          const rowsOf = (index: number) => (leads[index] as ToldLead).rows;
          tallyLeads({ trees, frame, window, comparableSince: null }, tally, rows.leads, { compared, rowsOf });
          const figures = reportImpact(trees.base, frame, window, addTallies([tally]), null);
          atOnce += compared.size;
          walked += leads.length - compared.size;

          const both = leads.map((told) => ({
            source: told.rows.lead.source,
            base: bruteLead(trees.base, told, window),
            head: bruteLead(trees.head, told, window),
          }));
          const count = (fits: (one: (typeof both)[number]) => boolean) => both.filter(fits).length;
          const differs = ({ base, head }: (typeof both)[number]) =>
            base.stage !== head.stage || base.trace.join() !== head.trace.join();
          const keys = [...new Set(both.flatMap(({ base, head }) => [...base.ups.keys(), ...head.ups.keys()]))].sort();
          const sides = ['base', 'head'] as const;
          expect(figures.faults).toEqual([]);
          expect(figures).toMatchObject({
            leads: both.length,
            changed: count(differs),
            unchanged: count((one) => !differs(one) && (one.base.applies || one.head.applies)),
            notEvaluable: count((one) => !differs(one) && !one.base.applies && !one.head.applies),
            errors: 0,
            gained: count(({ base, head }) => isFlagged(head) && !isFlagged(base)),
            lost: count(({ base, head }) => isFlagged(base) && !isFlagged(head)),
          });
          expect(figures.thresholds).toEqual(
            keys.map((key) => ({
              key,
              base: count(({ base }) => base.ups.has(key)),
              head: count(({ head }) => head.ups.has(key)),
              gained: count(({ base, head }) => head.ups.has(key) && !base.ups.has(key)),
              lost: count(({ base, head }) => base.ups.has(key) && !head.ups.has(key)),
              earlierSeconds: median(
                both.flatMap(({ base, head }) => {
                  const [before, after] = [base.ups.get(key), head.ups.get(key)];
                  return before === undefined || after === undefined ? [] : [(before - after) / 1000];
                }),
              ),
            })),
          );
          const moves = both.filter(({ base, head }) => base.stage !== head.stage);
          const told = figures.moves.flatMap(({ from, to, count }) => Array(count).fill(`${from} ${to}`));
          expect(told.sort()).toEqual(moves.map(({ base, head }) => `${base.stage} ${head.stage}`).sort());
          for (const side of sides) {
            const handed = both.flatMap((one) => one[side].handedOver).length;
            expect([side, figures.weeklyLoad.reduce((sum, week) => sum + week[side], 0)]).toEqual([side, handed]);
            for (const { from, to, count: base, headCount } of figures.distribution) {
              const inside = ({ value }: BruteLead) => value !== null && value >= from * 1e6 && value < to * 1e6;
              expect([from, side === 'base' ? base : headCount]).toEqual([from, count((one) => inside(one[side]))]);
            }
          }
          for (const { value, leads: all, base, head } of figures.bySource) {
            const own = both.filter(({ source }) => source === value);
            const flagged = sides.map((side) => own.filter((one) => isFlagged(one[side])).length);
            expect([value, all, base, head]).toEqual([value, own.length, ...flagged]);
          }
          expect(figures.sample.length).toBe(count(differs));
        },
      ),
      { seed, numRuns: 160 },
    );
    expect(Math.min(atOnce, walked)).toBeGreaterThan(50);
  });
});

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}
