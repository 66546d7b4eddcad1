import type { CompiledTree } from '../../../../core/definitions/compile-tree.js';
import { compileTree } from '../../../../core/definitions/compile-tree.js';
import type { HistoryRows, StoredRow, TransitionRow } from '../../../../core/definitions/impact/history-rows.js';
import type { Lifecycle, Tree } from '../../../../core/definitions/tree.js';
import type { Fact, Json } from '../../../../core/scoring/facts.js';
import type { Rule, ScoringModel, ThresholdDefinition } from '../../../../core/scoring/model.js';
import { fc } from '../../../helpers/fast-check.js';

/** The first instant of every story; a story is told in milliseconds, so that every instant can be looked at. */
export const START = Date.UTC(2026, 2, 2, 9);
/** Milliseconds of a story. */
export const LENGTH = 70;
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

const activities = ['page.viewed', 'email.opened', 'demo.booked'];
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

/** The starter tree over the stages and moves of stories, with this one model running. */
export function storyTree(starter: Tree, drawn: DrawnSide): CompiledTree {
  const model = modelOf(drawn, starter.models['hundred-point'] as ScoringModel);
  const models = { ...starter.models, 'hundred-point': model };
  return compileTree({ ...starter, lifecycle: lifecycleOf(starter.lifecycle), models });
}

const told = ['vp', 'staff', 'acme', 'globex', 'acme big', 'acme small', 'globex big', 'budget', 'no budget'];
const moved = ['by hand mql', 'by hand sql', 'recycled', 'won', 'lost', 'expired', 'merged'];
const step = fc.record({
  received: fc.integer({ min: 0, max: LENGTH - 10 }),
  late: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20 })),
  what: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...activities) },
    { weight: 3, arbitrary: fc.constantFrom(...told) },
    { weight: 1, arbitrary: fc.constantFrom(...moved) },
  ),
  retracted: fc.constantFrom(true, false, false, false, false, false, false),
});
/** What happens to a lead: some of it imported when it came to be, the rest as it was told. */
export const story = fc.record({
  imported: fc.array(fc.record({ at: fc.integer({ min: 0, max: 19 }), what: fc.constantFrom(...activities, 'vp') }), {
    maxLength: 4,
  }),
  steps: fc.array(step, { maxLength: 14 }),
  source: fc.constantFrom('web', 'fair', null),
});
export type Story = typeof story extends fc.Arbitrary<infer Drawn> ? Drawn : never;

/** A move that somebody else than a score made, and what there is to be evaluated after it. */
export interface TakenMove {
  to: string;
  reason: string | null;
  /** Only out of this stage: an answer to its handoff. */
  from: string | null;
}

/** Something that became known at an instant. */
export interface Event {
  at: number;
  historical: boolean;
  fact: Fact | null;
  move: TakenMove | null;
}

/** A lead as rows of the database, and as what became known of it, one after the other. */
export interface ToldLead {
  rows: HistoryRows;
  events: Event[];
  /** Retractions: what they name never counts. */
  retractions: Fact[];
}

const TOLD: { readonly [what: string]: { path: string; value: Json; account?: string } } = {
  vp: { path: 'seniority', value: 'vp' },
  staff: { path: 'seniority', value: 'staff' },
  acme: { path: 'account', value: 'acme' },
  globex: { path: 'account', value: 'globex' },
  'acme big': { path: 'account.employees', value: 400, account: 'acme' },
  'acme small': { path: 'account.employees', value: 4, account: 'acme' },
  'globex big': { path: 'account.employees', value: 400, account: 'globex' },
};
const MOVED: { readonly [what: string]: TakenMove & { cause: TransitionRow['cause']; judged: boolean } } = {
  'by hand mql': { to: 'mql', reason: null, from: null, cause: 'PERSON', judged: true },
  'by hand sql': { to: 'sql', reason: null, from: null, cause: 'INTEGRATION', judged: true },
  recycled: { to: 'nurture', reason: 'low-intent', from: null, cause: 'PERSON', judged: true },
  won: { to: 'customer', reason: null, from: null, cause: 'AGENT', judged: true },
  lost: { to: 'disqualified', reason: null, from: null, cause: 'PERSON', judged: true },
  expired: { to: 'nurture', reason: 'late', from: 'mql', cause: 'SYSTEM', judged: true },
  merged: { to: 'sal', reason: null, from: null, cause: 'SYSTEM', judged: false },
};

/** Writes a story down twice: as the database has it, and as it became known. */
export function tell(id: string, { imported, steps, source }: Story): ToldLead {
  const born = START + 20;
  const rows: StoredRow[] = [];
  const retractions: Fact[] = [];
  const known: (Event & { place: number })[] = [];
  const write = (
    what: string,
    placed: { occurredAt: number; receivedAt: number; ordinal: number; historical: boolean },
    isRetracted: boolean,
  ): void => {
    const { occurredAt, receivedAt, ordinal, historical } = placed;
    const messageId = `m${String(rows.length + retractions.length).padStart(3, '0')}`;
    const { path, value, account } = TOLD[what] ?? {};
    const same = { occurredAt, ordinal, sequence: 0, source: 's' };
    const row = {
      ...same,
      id: rows.length,
      leadId: account ? null : id,
      accountId: account ?? null,
      receivedAt,
      messageId,
      historical,
    };
    const base = { ...same, receivedAt: historical ? occurredAt : receivedAt };
    let fact: Fact;
    if (path === 'account') {
      rows.push({ ...row, kind: 'membership', type: '', body: { account: value as string } });
      fact = { ...base, messageId, kind: 'attribute', path, value: value as Json };
    } else if (path !== undefined) {
      rows.push({ ...row, kind: 'attributes', type: '', body: { [path]: value as Json } });
      fact = { ...base, messageId: `${messageId}#${path}`, kind: 'attribute', path, value: value as Json };
      if (account) fact = { ...fact, account };
    } else if (what.endsWith('budget')) {
      const answer = { criterion: 'budget', status: what === 'budget' ? 'confirmed' : 'denied' } as const;
      rows.push({ ...row, kind: 'qualification', type: 'bant', body: { ...answer } });
      fact = { ...base, messageId, kind: 'qualification', framework: 'bant', ...answer };
    } else {
      rows.push({ ...row, kind: 'activity', type: what, body: {} });
      fact = { ...base, messageId, kind: 'activity', type: what, properties: {} };
    }
    if (isRetracted) {
      rows.pop();
      const named = [{ source: 's', messageId: fact.messageId }];
      retractions.push({ ...base, messageId: `no ${messageId}`, kind: 'retraction', retracts: named });
    }
    const at = historical ? occurredAt : account ? Math.max(receivedAt, born) : receivedAt;
    if (!isRetracted) known.push({ at, historical, fact, move: null, place: ordinal });
  };

  for (const [index, { at, what }] of imported.entries()) {
    write(what, { occurredAt: START + at, receivedAt: born, ordinal: index, historical: true }, false);
  }
  const transitions: TransitionRow[] = [];
  const entered = { leadId: id, from: null, reason: null, note: null };
  const first = imported.length > 0 ? START + Math.min(...imported.map(({ at }) => at)) : born;
  const entry = { occurredAt: first, recordedAt: born, historical: imported.length > 0 };
  transitions.push({ ...entered, to: 'lead', cause: 'INTEGRATION', judged: true, ...entry });
  const later = steps.map((one, index) => ({ ...one, index })).sort((a, b) => a.received - b.received);
  for (const { received, late, what, retracted, index } of later) {
    const receivedAt = born + 1 + Math.min(received, LENGTH - 30);
    const move = MOVED[what];
    if (!move) {
      const occurredAt = receivedAt - late;
      write(what, { occurredAt, receivedAt, ordinal: index, historical: false }, retracted);
      continue;
    }
    const { to, reason, from, cause, judged } = move;
    const made = { occurredAt: receivedAt, recordedAt: receivedAt, historical: false };
    transitions.push({ leadId: id, from: from ?? 'lead', to, cause, judged, reason, note: null, ...made });
    known.push({ at: receivedAt, historical: false, fact: null, move: { to, reason, from }, place: Infinity });
  }
  const lead = { id, createdAt: born, source, erased: false, drawnBy: '', absorbed: false };
  const inOrder = (a: (typeof known)[number], b: (typeof known)[number]) => {
    if (a.at !== b.at) return a.at - b.at;
    if (a.historical !== b.historical) return a.historical ? -1 : 1;
    return a.place === b.place ? 0 : a.place - b.place;
  };
  return { rows: { lead, facts: rows, transitions, crossings: [] }, events: known.sort(inOrder), retractions };
}
