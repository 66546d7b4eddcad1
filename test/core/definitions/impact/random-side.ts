import { type CompiledTree, compileTree } from '../../../../core/definitions/compile-tree.js';
import type { DefinitionsTree, Lifecycle } from '../../../../core/definitions/tree.js';
import type { Rule, ScoringModel, ThresholdDefinition } from '../../../../core/scoring/model.js';
import { fc } from '../../../helpers/fast-check.js';

const ms = (length: number): string => `PT${(length / 1000).toFixed(3)}S`;

/** The stages and moves of all stories: what a score may do, and what the platform may. */
export const LISTED: readonly { from: string[]; to: string; by: ('score' | 'system')[] }[] = [
  { from: ['lead', 'nurture'], to: 'mql', by: ['score'] },
  { from: ['lead', 'mql'], to: 'sql', by: ['score'] },
  { from: ['lead', 'mql', 'sql'], to: 'nurture', by: ['score', 'system'] },
];
/** How long a lead that was recycled for a reason is let alone, in milliseconds. */
export const COOL_DOWNS: { readonly [reason: string]: number } = { 'low-intent': 6, late: 3 };

const lifecycleOf = (lifecycle: Lifecycle): Lifecycle => ({
  ...lifecycle,
  challengers: [],
  moves: LISTED.map((move, index) => ({ key: `move-${index}`, ...move })),
  reasons: Object.entries(COOL_DOWNS).map(([key, coolDown]) => ({
    key,
    label: key,
    side: 'process',
    from: ['lead', 'mql', 'sal', 'sql', 'customer', 'nurture', 'disqualified'],
    outcome: 'recycle',
    coolDown: ms(coolDown),
  })),
});

/** Types of activities that rules and stories speak of. */
export const activities = ['page.viewed', 'email.opened', 'demo.booked'];
const length = fc.integer({ min: 2, max: 30 });
const decay = fc.oneof(
  fc.constant(null),
  length.map((span) => ({ linear: ms(span) })),
  length.map((span) => ({ halfLife: ms(span) })),
);
const rule = fc.record({
  kind: fc.constantFrom('count', 'each', 'each', 'fit', 'person', 'answer', 'pass'),
  activity: fc.constantFrom(...activities),
  points: fc.integer({ min: -15, max: 40 }),
  count: fc.integer({ min: 1, max: 3 }),
  within: fc.option(length, { nil: null }),
  max: fc.option(fc.integer({ min: 10, max: 50 }), { nil: null }),
  decay,
});
type DrawnRule = typeof rule extends fc.Arbitrary<infer Drawn> ? Drawn : never;

function ruleOf({ kind, activity, points, count, within, max, decay: fading }: DrawnRule, index: number): Rule {
  const window = within === null ? {} : { within: ms(within) };
  const fades = fading === null ? {} : { decay: fading };
  const plain = { key: `rule-${index}`, score: 'interest', points };
  switch (kind) {
    case 'count':
      return { ...plain, ...fades, when: { activity, count: { atLeast: count }, ...window } };
    case 'each':
      return { ...plain, ...fades, ...(max === null ? {} : { min: -max, max }), each: { activity, ...window } };
    case 'fit':
      return { ...plain, score: 'fit', when: { attribute: 'account.employees', atLeast: 100 } };
    case 'person':
      return { ...plain, score: 'fit', when: { attribute: 'seniority', equals: 'vp' } };
    case 'answer':
      return { ...plain, when: { qualification: 'bant', criteria: ['budget'] } };
    default:
      return { ...plain, ...fades, when: { activity, inPass: true, ...window } };
  }
}

const side = fc.record({
  rules: fc.array(rule, { minLength: 1, maxLength: 5 }),
  level: fc.integer({ min: 5, max: 60 }),
  slack: fc.option(fc.integer({ min: 1, max: 10 }), { nil: null }),
  cooldown: fc.option(length, { nil: null }),
  cold: fc.boolean(),
  onlyVp: fc.constantFrom(true, false, false),
});
type DrawnSide = typeof side extends fc.Arbitrary<infer Drawn> ? Drawn : never;

function modelOf({ rules, level, slack, cooldown, cold, onlyVp }: DrawnSide, plain: ScoringModel): ScoringModel {
  const holds = cooldown === null ? {} : { cooldown: ms(cooldown) };
  const release = slack === null ? {} : { release: { score: 'total', below: level - slack } };
  const hot = { score: 'total', atLeast: level };
  const thresholds: ThresholdDefinition[] = [
    { key: 'ready', moveTo: 'mql', when: hot, ...release, ...holds },
    { key: 'buying', moveTo: 'sql', when: { all: [hot, { activity: 'demo.booked', within: ms(9) }] }, ...holds },
    { key: 'warm', when: { score: 'interest', atLeast: 8 }, ...holds },
  ];
  if (cold)
    thresholds.push({ key: 'cold', moveTo: 'nurture', reason: 'low-intent', when: { score: 'total', below: -4 } });
  const model: ScoringModel = {
    ...plain,
    scores: { fit: { max: 40 }, interest: { min: -20, max: 70 }, total: { sum: ['fit', 'interest'], max: 100 } },
    primary: 'total',
    rules: rules.map(ruleOf),
    thresholds,
  };
  delete model.appliesTo;
  return onlyVp ? { ...model, appliesTo: { attribute: 'seniority', equals: 'vp' } } : model;
}

/** How one side scores. */
export const drawnSide = side;

/** One that asks nothing of a lead but its activities and who it is, so that many can be replayed at once. */
export const drawnPlainSide = side.map(
  (drawn): DrawnSide => ({
    ...drawn,
    onlyVp: false,
    rules: drawn.rules.map((one) => {
      const points = one.decay ? Math.abs(one.points) : one.points;
      return one.kind === 'answer' || one.kind === 'pass' ? { ...one, kind: 'count', points } : { ...one, points };
    }),
  }),
);

/** The starter tree over the stages and moves of stories, with this one model running. */
export function storyTree(starter: DefinitionsTree, drawn: DrawnSide): CompiledTree {
  const model = modelOf(drawn, starter.models['hundred-point'] as ScoringModel);
  const models = { ...starter.models, 'hundred-point': model };
  return compileTree({ ...starter, lifecycle: lifecycleOf(starter.lifecycle), models });
}
