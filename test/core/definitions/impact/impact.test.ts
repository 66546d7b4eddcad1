import { describe, expect, it } from '@jest/globals';
import { type CompiledTree, compileTree } from '../../../../core/definitions/compile-tree.js';
import type { Arrival } from '../../../../core/definitions/followed-lead.js';
import { addTallies } from '../../../../core/definitions/impact/add-tallies.js';
import { compareLead } from '../../../../core/definitions/impact/compare-lead.js';
import { impactFrame } from '../../../../core/definitions/impact/impact-frame.js';
import { impactMarkdown } from '../../../../core/definitions/impact/impact-markdown.js';
import type { LeadHistory } from '../../../../core/definitions/impact/lead-history.js';
import { openTally } from '../../../../core/definitions/impact/open-tally.js';
import { reportImpact } from '../../../../core/definitions/impact/report-impact.js';
import { summariseImpact } from '../../../../core/definitions/impact/summarise-impact.js';
import { tallyLead } from '../../../../core/definitions/impact/tally-lead.js';
import { evaluate } from '../../../../core/scoring/evaluate.js';
import type { Fact } from '../../../../core/scoring/facts.js';
import type { Rule, ScoringModel, ThresholdDefinition } from '../../../../core/scoring/model.js';
import { buildTimeline } from '../../../../core/scoring/timeline.js';
import { fc } from '../../../helpers/fast-check.js';
import { born, fact, nobody, tree as starter, told } from '../follow-lead-cases.js';

const SECOND = 1_000;
const T0 = Date.UTC(2026, 2, 2, 9);
const END = T0 + 60 * SECOND;
const types = ['page.viewed', 'email.opened', 'demo.booked'];

/** The starter tree with one running model of these rules, whose thresholds lead to MQL and to SQL. */
function treeOf(rules: readonly Rule[], thresholds: readonly ThresholdDefinition[]): CompiledTree {
  const model: ScoringModel = {
    ...(starter.tree.models['hundred-point'] as ScoringModel),
    scores: { total: { min: 0, max: 100 } },
    primary: 'total',
    rules: [...rules],
    thresholds: [...thresholds],
  };
  delete model.appliesTo;
  return compileTree({ ...starter.tree, models: { ...starter.tree.models, 'hundred-point': model } });
}

const rule = fc.record({
  activity: fc.constantFrom(...types),
  points: fc.integer({ min: -20, max: 40 }),
  count: fc.integer({ min: 1, max: 3 }),
  seconds: fc.option(fc.integer({ min: 2, max: 30 }), { nil: null }),
});
const rulesOf = (
  drawn: readonly { activity: string; points: number; count: number; seconds: number | null }[],
): Rule[] =>
  drawn.map(({ activity, points, count, seconds }, index) => ({
    key: `rule-${index}`,
    score: 'total',
    points,
    when: { activity, count: { atLeast: count }, ...(seconds === null ? {} : { within: `PT${seconds}S` }) },
  }));
const thresholdsOf = (level: number, slack: number): ThresholdDefinition[] => [
  {
    key: 'mql',
    moveTo: 'mql',
    when: { score: 'total', atLeast: level },
    release: { score: 'total', below: level - slack },
  },
];

const side = fc.record({
  rules: fc.array(rule, { minLength: 1, maxLength: 4 }),
  level: fc.integer({ min: 5, max: 60 }),
  slack: fc.integer({ min: 0, max: 10 }),
});
/** Activities of a lead: when received, and how long before that they occurred, in seconds. */
const lead = fc.array(
  fc.record({
    type: fc.constantFrom(...types),
    received: fc.integer({ min: 0, max: 55 }),
    late: fc.integer({ min: 0, max: 10 }),
  }),
  { maxLength: 12 },
);

function historyOf(id: string, drawn: readonly { type: string; received: number; late: number }[]): LeadHistory {
  const sorted = [...drawn].sort((a, b) => a.received - b.received);
  const arrivals: Arrival[] = [
    born(T0, fact(T0, { path: 'email', value: `${id}@example.com` })),
    ...sorted.map(({ type, received, late }) =>
      told(T0 + received * SECOND, fact(T0 + (received - late) * SECOND, { activity: type })),
    ),
  ];
  return {
    id,
    createdAt: T0,
    memory: { ...nobody, id },
    arrivals,
    recorded: null,
    entered: new Map(),
    source: null,
    told: true,
  };
}

/** Evaluates everything then known at every second, and folds the threshold by hand. */
function brute(tree: CompiledTree, history: LeadHistory, window: { from: number; to: number }) {
  const [model] = tree.models;
  if (!model) throw new Error('no model');
  const known: Fact[] = [];
  const arrivals = [...history.arrivals];
  let up = false;
  let stage = 'lead';
  const crossings: string[] = [];
  const look = (at: number) => {
    const { thresholds } = evaluate(model, buildTimeline(known), at);
    for (const { key, when, release } of thresholds) {
      const before = up;
      if (up && release) up = false;
      else if (!up && when && !release) up = true;
      if (up === before) continue;
      if (at >= window.from && at < window.to) crossings.push(`${key} ${up ? 'UP' : 'DOWN'} ${at}`);
      if (up && stage === 'lead') stage = 'mql';
    }
  };
  for (let at = T0; at < window.to; at += SECOND) {
    if (known.length > 0) look(at);
    for (; arrivals[0] && arrivals[0].at <= at; arrivals.shift()) {
      const [arrival] = arrivals;
      if (arrival.kind !== 'facts') throw new Error('only facts');
      known.push(...arrival.facts);
      look(at);
    }
  }
  return { trace: crossings.join('\n'), stage, up: crossings.some((one) => one.includes(' UP ')) };
}

describe('the impact of a change', () => {
  it('equals evaluating every lead at every instant by hand', () => {
    fc.assert(
      fc.property(
        side,
        side,
        fc.array(lead, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 0, max: 40 }),
        (b, h, leads, skip) => {
          const window = { from: T0 + skip * SECOND, to: END, timeZone: 'UTC' };
          const trees = {
            base: treeOf(rulesOf(b.rules), thresholdsOf(b.level, b.slack)),
            head: treeOf(rulesOf(h.rules), thresholdsOf(h.level, h.slack)),
          };
          const frame = impactFrame(trees.base, trees.head);
          const histories = leads.map((drawn, index) => historyOf(`lead_${index}`, drawn));
          const tallies = histories.map((history) => {
            const tally = openTally();
            tallyLead(tally, frame, compareLead(trees, frame, window, history));
            return tally;
          });
          const figures = reportImpact(trees.base, frame, window, addTallies(tallies), null);
          const expected = histories.map((history) => ({
            base: brute(trees.base, history, window),
            head: brute(trees.head, history, window),
          }));
          const changed = expected.filter(({ base, head }) => base.trace !== head.trace || base.stage !== head.stage);
          const count = (fits: (one: (typeof expected)[number]) => boolean) => expected.filter(fits).length;
          expect(figures).toMatchObject({
            leads: leads.length,
            changed: changed.length,
            unchanged: leads.length - changed.length,
            notEvaluable: 0,
            errors: 0,
            gained: count(({ base, head }) => head.up && !base.up),
            lost: count(({ base, head }) => base.up && !head.up),
          });
          const [mql] = figures.thresholds;
          expect([mql?.base ?? 0, mql?.head ?? 0]).toEqual([
            count(({ base }) => base.up),
            count(({ head }) => head.up),
          ]);
          const moved = changed.filter(({ base, head }) => base.stage !== head.stage);
          expect(figures.moves.reduce((sum, move) => sum + move.count, 0)).toBe(moved.length);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is nothing where nothing changes, and the same whatever the parts and whenever it is asked', () => {
    const tree = treeOf(rulesOf([{ activity: 'demo.booked', points: 30, count: 1, seconds: 20 }]), thresholdsOf(30, 0));
    const other = treeOf(
      rulesOf([{ activity: 'demo.booked', points: 20, count: 1, seconds: 20 }]),
      thresholdsOf(30, 0),
    );
    const window = { from: T0, to: END, timeZone: 'UTC' };
    const frame = impactFrame(tree, tree);
    const histories = Array.from({ length: 30 }, (_, i) =>
      historyOf(
        `lead_${String(i).padStart(2, '0')}`,
        i % 3 === 0 ? [] : [{ type: 'demo.booked', received: i, late: 0 }],
      ),
    );
    const parts = (size: number, head: CompiledTree) => {
      const found = [];
      for (let i = 0; i < histories.length; i += size) {
        const tally = openTally();
        for (const history of histories.slice(i, i + size)) {
          tallyLead(tally, frame, compareLead({ base: tree, head }, frame, window, history));
        }
        found.push(tally);
      }
      return reportImpact(tree, frame, window, addTallies(found), 10);
    };
    expect(parts(30, tree)).toMatchObject({ changed: 0, unchanged: 30, gained: 0, lost: 0, sample: [], moves: [] });
    expect(JSON.stringify(parts(7, other))).toBe(JSON.stringify(parts(30, other)));
    const figures = parts(7, other);
    expect(figures).toMatchObject({ changed: 20, gained: 0, lost: 20 });
    expect(figures.moves).toEqual([{ from: 'mql', to: 'lead', count: 20 }]);
    const change = 'Rule rule-0: 30 → 20 points';
    expect(summariseImpact(tree, frame, { ...window, span: null }, figures, [change])).toMatch(
      /^Plan: rule rule-0: 30 → 20 points\. Of 30 leads in the last 1 minute, 20 would not have become MQLs; sales would have had 0 instead of 20 handoffs\.$/,
    );
    expect(
      summariseImpact(tree, frame, { ...window, span: null }, figures, [change, 'Rule late added', 'SLA x removed']),
    ).toMatch(/^Plan: rule rule-0: 30 → 20 points; rule late added; SLA x removed\. Of 30 leads/);
    const weighed = { rule: 'SAFE', level: 'DANGEROUS', because: 'of @all 20' } as const;
    const markdownOf = (mismatchShare: number) =>
      impactMarkdown('s', { ...figures, mismatchShare }, { stage: (key) => key, window: 'w', weighed });
    expect(markdownOf(0.01)).not.toContain('not faithful');
    expect(markdownOf(0.0101)).toContain('**The replay is not faithful:** it differs from the record in 1 % of');
    const markdown = impactMarkdown('a | <b> @all #1', figures, { stage: (key) => key, window: 'w', weighed });
    expect(markdown).toContain('**a \\| &lt;b\\> &#64;all &#35;1**');
    expect(markdown).toContain('Class: **DANGEROUS**, raised from SAFE by evidence: of &#64;all 20.');
    expect(markdown.length).toBeLessThan(60_000);
    const long = '|'.repeat(100_000);
    const many = Array.from({ length: 5_000 }, (_, i) => ({ value: `${i}${long}`, leads: 1, base: 1, head: 0 }));
    const hostile: typeof figures = {
      ...figures,
      changed: 5_000,
      thresholds: many.map(({ value }) => ({
        ...(figures.thresholds[0] as (typeof figures.thresholds)[0]),
        key: value,
      })),
      moves: many.map(({ value }) => ({ from: value, to: value, count: 1 })),
      bySource: many,
      bySegment: many,
      faults: [long, long],
      sample: many.map(({ value }) => value),
    };
    const because = long;
    const cut = impactMarkdown(long, hostile, { stage: (key) => key, window: long, weighed: { ...weighed, because } });
    expect(cut.length).toBeLessThanOrEqual(60_000);
    for (const told of ['Thresholds', 'Stages at the end', 'By source', 'and 4950 more', 'intervals are of 95']) {
      expect(cut).toContain(told);
    }
  });
});
