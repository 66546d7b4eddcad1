import type { ModelContext } from '../../../core/scoring/compiled-model.js';
import { compareFacts, type Fact } from '../../../core/scoring/facts.js';
import type { Decay, ScoringModel } from '../../../core/scoring/model.js';
import { holds, matching, newestOf, type World } from './reference-conditions.js';
import { milliseconds } from './reference-operators.js';

/** The language said once more, as plainly as possible and with nothing in common with the engine but the types. */
export interface ReferenceResult {
  applies: boolean;
  points: Record<string, number>;
  raw: Record<string, number>;
  value: Record<string, number>;
  thresholds: Record<string, { when: boolean; release: boolean }>;
}

/** What counts: each message once, nothing retracted, in order. */
export function referenceFacts(facts: Fact[]): Fact[] {
  const retracted = facts.flatMap((fact) => (fact.kind === 'retraction' ? fact.retracts : []));
  const once = facts.filter(
    (fact, i) => facts.findIndex((other) => other.source === fact.source && other.messageId === fact.messageId) === i,
  );
  return once
    .filter(
      (fact) =>
        fact.kind !== 'retraction' &&
        !retracted.some((named) => named.source === fact.source && named.messageId === fact.messageId),
    )
    .sort(compareFacts);
}

/** Points and scores in millionths. */
export function referenceEvaluate(
  model: ScoringModel,
  context: ModelContext,
  facts: Fact[],
  at: number,
): ReferenceResult {
  const world: World = {
    facts: referenceFacts(facts).filter((fact) => fact.occurredAt <= at),
    at,
    context,
    scores: {},
    points: {},
    ignoring: true,
  };
  const raw: Record<string, number> = {};
  for (const rule of model.rules) {
    const size = Math.round(rule.points * 1e6);
    let points = 0;
    if (rule.each) {
      for (const one of matching(world, rule.each)) points += decayed(size, rule.decay, at - one.occurredAt);
      points = clamp(points, rule.min, rule.max);
    } else if (rule.when && holds(world, rule.when)) {
      const newest = rule.decay ? newestOf(world, rule.when) : at;
      points = clamp(newest === undefined ? 0 : decayed(size, rule.decay, at - newest), rule.min, rule.max);
    }
    world.points[rule.key] = points;
    raw[rule.score] = (raw[rule.score] ?? 0) + points;
  }
  const value = (key: string): number => {
    const { sum, min, max } = model.scores[key] ?? {};
    if (sum) raw[key] = sum.reduce((total, member) => total + value(member), 0);
    raw[key] ??= 0;
    return clamp(raw[key], min, max);
  };
  for (const key of Object.keys(model.scores)) world.scores[key] = value(key);
  const applies = model.appliesTo === undefined || holds(world, model.appliesTo);
  const thresholds: ReferenceResult['thresholds'] = {};
  for (const { key, when, release } of model.thresholds) {
    const up = applies && holds(world, when);
    thresholds[key] = { when: up, release: applies && (release ? holds(world, release) : !up) };
  }
  return { applies, points: world.points, raw, value: world.scores, thresholds };
}

function clamp(points: number, min = -Infinity, max = Infinity): number {
  return Math.min(Math.max(points, min * 1e6), max * 1e6);
}

function decayed(size: number, decay: Decay | undefined, age: number): number {
  if (!decay) return size;
  const sign = size < 0 ? -1 : 1;
  if ('linear' in decay) {
    const length = milliseconds(decay.linear);
    return age >= length ? 0 : sign * Math.round((Math.abs(size) * (length - age)) / length) + 0;
  }
  return sign * Math.round(Math.abs(size) * 2 ** (-age / milliseconds(decay.halfLife))) + 0;
}
