import type { ModelContext } from '../scoring/compiled-model.js';
import type { AttributeFact, Json } from '../scoring/facts.js';
import { BEGINNING_OF_TIME } from '../scoring/fold-by-occurrence.js';
import type { Condition, Operators, Rule } from '../scoring/model.js';
import { buildTimeline } from '../scoring/timeline.js';
import type { Bounds } from './bounds.js';
import { conditionHolds } from './condition-holds.js';
import { nested } from './condition-sites.js';
import type { ValueKind } from './tree.js';

/** Rules that look at the same attribute and nothing else, and the least and most they give together. */
export interface ExclusiveRules {
  keys: string[];
  bounds: Bounds;
}

/** Most (value, rule) pairs tried for one attribute; above it its rules count as independent. */
const MAX_TRIALS = 20_000;
const TRIABLE = new Set([
  'attribute',
  'equals',
  'notEquals',
  'in',
  'notIn',
  'atLeast',
  'atMost',
  'above',
  'below',
  'between',
  'exists',
]);

/** Groups rules by the one single-valued attribute they look at, trying every value at which one of them changes. */
export function exclusiveRules(
  rules: readonly Rule[],
  context: ModelContext,
  attributes: ReadonlyMap<string, ValueKind>,
): ExclusiveRules[] {
  const byPath = new Map<string, Rule[]>();
  for (const rule of rules) {
    const path = rule.when && !rule.decay ? onlyAttribute(rule.when) : null;
    const kind = path === null ? undefined : attributes.get(path);
    if (path === null || path === 'segment' || kind === undefined || kind === 'stringList' || kind === 'numberList')
      continue;
    byPath.set(path, [...(byPath.get(path) ?? []), rule]);
  }
  return [...byPath].flatMap(([path, group]) => {
    if (group.length < 2) return [];
    const values = changingValues(group);
    if (values.length * group.length > MAX_TRIALS) return [];
    const sums = values.map((value) => sumAt(path, value, group, context));
    return [{ keys: group.map((rule) => rule.key), bounds: { low: Math.min(...sums), high: Math.max(...sums) } }];
  });
}

function onlyAttribute(condition: Condition): string | null {
  if ('attribute' in condition) {
    return Object.keys(condition).every((name) => TRIABLE.has(name)) ? condition.attribute : null;
  }
  const paths = new Set(nested({ pointer: '', condition }).map((one) => onlyAttribute(one.condition)));
  return paths.size === 1 ? ([...paths][0] ?? null) : null;
}

function changingValues(rules: readonly Rule[]): (Json | undefined)[] {
  const values = new Set<Json | undefined>([undefined, '\u0001']);
  const numbers: number[] = [];
  const collect = (condition: Condition): void => {
    for (const one of nested({ pointer: '', condition })) collect(one.condition);
    const { equals, notEquals, in: members, notIn, atLeast, atMost, above, below, between } = condition as Operators;
    for (const value of [
      equals,
      notEquals,
      ...(members ?? []),
      ...(notIn ?? []),
      atLeast,
      atMost,
      above,
      below,
      ...(between ?? []),
    ]) {
      if (value !== undefined) values.add(value);
      if (typeof value === 'number') numbers.push(value);
    }
  };
  for (const rule of rules) if (rule.when) collect(rule.when);
  numbers
    .sort((a, b) => a - b)
    .forEach((number, index) => {
      values.add((number + (numbers[index + 1] ?? number + 2)) / 2);
      if (index === 0) values.add(number - 1);
    });
  return [...values];
}

function sumAt(path: string, value: Json | undefined, rules: readonly Rule[], context: ModelContext): number {
  const base = { occurredAt: BEGINNING_OF_TIME, receivedAt: BEGINNING_OF_TIME, ordinal: 0, sequence: 0 };
  const fact: AttributeFact = {
    ...base,
    source: 'trial',
    messageId: 'trial',
    kind: 'attribute',
    path,
    value: value ?? null,
  };
  const timeline = buildTimeline(value === undefined ? [] : [fact]);
  return rules.reduce((sum, { when, points, min, max }) => {
    if (!when || !conditionHolds(when, context, timeline, 0)) return sum;
    return sum + Math.max(min ?? -Infinity, Math.min(max ?? Infinity, points));
  }, 0);
}
