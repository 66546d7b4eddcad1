import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileTree } from '../../../core/definitions/compile-tree.js';
import type { Arrival, Effect, FollowedLead, LeadMemory } from '../../../core/definitions/followed-lead.js';
import { readTree } from '../../../core/definitions/read-tree.js';
import type { Fact, Json } from '../../../core/scoring/facts.js';

/** A day in milliseconds. */
export const DAY = 86_400_000;
/** A Monday morning. */
export const T0 = Date.UTC(2026, 0, 5, 9);

function starter() {
  const root = 'scoring-models';
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(root, name), 'utf8')]));
  const { tree } = readTree(files);
  const model = tree.models['hundred-point'];
  if (!model) throw new Error('the starter tree has lost its model');
  model.rules.push({
    key: 'fading',
    score: 'engagement',
    points: 30,
    each: { activity: 'call.held' },
    decay: { linear: 'P10D' },
  });
  model.thresholds.push({ key: 'warm', when: { score: 'engagement', atLeast: 30 }, cooldown: 'P2D' });
  model.thresholds.push({
    key: 'gone',
    moveTo: 'nurture',
    reason: 'low-intent',
    when: { score: 'engagement', below: -5 },
  });
  return compileTree(tree);
}

/** The starter tree with a rule that fades and two more thresholds. */
export const tree = starter();
let messages = 0;

/** A fact of an instant, received when it occurred. */
export function fact(
  at: number,
  rest: { activity: string; properties?: Record<string, Json> } | { path: string; value: Json },
): Fact {
  const base = { occurredAt: at, receivedAt: at, ordinal: 0, sequence: 0, source: 's', messageId: `m${messages++}` };
  if ('path' in rest) return { ...base, kind: 'attribute', path: rest.path, value: rest.value };
  return { ...base, kind: 'activity', type: rest.activity, properties: rest.properties ?? {} };
}

/** Facts that arrive. */
export const told = (at: number, ...facts: Fact[]): Arrival => ({ kind: 'facts', at, historical: false, facts });
/** Facts with which a lead begins. */
export const born = (at: number, ...facts: Fact[]): Arrival => ({
  kind: 'facts',
  at,
  historical: false,
  facts,
  enter: { to: 'lead', occurredAt: at, by: 'integration' },
});
/** Nothing but time. */
export const look = (at: number): Arrival => ({ kind: 'look', at, historical: false });
/** No lead yet. */
export const nobody: LeadMemory = {
  id: 'lead_1',
  stage: null,
  stageSince: 0,
  pass: 1,
  thresholds: {},
  evaluatedAt: null,
  dueAt: null,
  facts: [],
};

/** What is remembered of a lead after arrivals. */
export function remember(before: LeadMemory, arrivals: readonly Arrival[], followed: FollowedLead): LeadMemory {
  const facts = arrivals.flatMap((arrival, index) => {
    if (arrival.kind === 'facts') return arrival.facts;
    return arrival.kind === 'look' || followed.refused.has(index) ? [] : arrival.records.flat();
  });
  const passes = followed.effects.flatMap((effect) => (effect.kind === 'pass' ? [effect.fact] : []));
  const { stage, stageSince, pass, thresholds, evaluatedAt, dueAt } = followed;
  return {
    id: before.id,
    stage,
    stageSince,
    pass,
    thresholds,
    evaluatedAt,
    dueAt,
    facts: [...before.facts, ...facts, ...passes],
  };
}

/** Effects in short. */
export const plain = (effects: readonly Effect[]) =>
  effects.map((effect) => {
    if (effect.kind === 'crossing') {
      const { threshold, direction, cause, at, before, after, outcome } = effect;
      return `${new Date(at).toISOString()} ${threshold} ${direction} ${cause} ${before}→${after} ${outcome}`;
    }
    if (effect.kind === 'pass') return `pass ${effect.fact.pass}`;
    return `${effect.from}→${effect.to} pass ${effect.pass} ${effect.cause} ${effect.score}`;
  });

/** What makes a lead fit. */
export const fitting = (at: number) => [
  fact(at, { path: 'account.employees', value: 200 }),
  fact(at, { path: 'account.industry', value: 'saas' }),
  fact(at, { path: 'seniority', value: 'vp' }),
];
