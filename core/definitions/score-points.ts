import { causeOf } from '../scoring/cause-of.js';
import type { CompiledModel } from '../scoring/compiled-model.js';
import { parseDuration } from '../scoring/duration.js';
import { evaluateFirst } from '../scoring/evaluate-first.js';
import type { Instant } from '../scoring/facts.js';
import type { CrossingCause, Evaluation } from '../scoring/results.js';
import type { Timeline } from '../scoring/timeline.js';

/** A score from `at` on; `cause` is null for the first. */
export interface ScorePoint {
  at: Instant;
  cause: CrossingCause | null;
  compiled: CompiledModel;
  evaluation: Evaluation;
}

/** Most instants looked at; a longer history is looked at in equal steps. */
const MAX_LOOKS = 5_000;

/**
 * How a score went in [from, to]: looked at when a fact happened, when one leaves a window or stops decaying, and in
 * equal steps between. Only changes are kept, at most `points` of them, thinned evenly.
 */
export function scorePoints(
  models: readonly CompiledModel[],
  timeline: Timeline,
  window: { from: Instant; to: Instant; points: number },
): ScorePoint[] {
  const causes = new Map<Instant, CrossingCause>();
  for (const fact of timeline.facts) causes.set(fact.occurredAt, causeOf(fact));
  const changes: ScorePoint[] = [];
  for (const at of looks(models, timeline, window)) {
    const { compiled, evaluation } = evaluateFirst(models, timeline, at);
    if (!compiled || !evaluation) continue;
    const last = changes.at(-1);
    if (last && sameScores(last.evaluation, evaluation)) continue;
    changes.push({ at, cause: last ? (causes.get(at) ?? 'TIME') : null, compiled, evaluation });
  }
  return thin(changes, window.points);
}

function looks(
  models: readonly CompiledModel[],
  timeline: Timeline,
  { from, to, points }: { from: Instant; to: Instant; points: number },
): Instant[] {
  const durations = [0, ...new Set(models.flatMap(({ model }) => durationsIn(model)))];
  const instants = new Set<Instant>([from, to]);
  for (const { occurredAt } of timeline.facts) {
    for (const duration of durations) {
      const at = occurredAt + duration;
      if (at >= from && at <= to) instants.add(at);
    }
  }
  for (let step = 1; step < points; step++) instants.add(Math.round(from + ((to - from) * step) / points));
  return thin(
    [...instants].sort((a, b) => a - b),
    MAX_LOOKS,
  );
}

/** Every duration written anywhere in a model. */
function durationsIn(value: unknown): number[] {
  if (typeof value === 'string') return /^P[\dT]/.test(value) ? durationOf(value) : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(durationsIn);
}

function durationOf(text: string): number[] {
  try {
    return [parseDuration(text)];
  } catch {
    return [];
  }
}

function sameScores(a: Evaluation, b: Evaluation): boolean {
  return (
    a.primary === b.primary &&
    a.scores.length === b.scores.length &&
    a.scores.every((score, i) => score.key === b.scores[i]?.key && score.value === b.scores[i]?.value)
  );
}

function thin<Item>(items: Item[], limit: number): Item[] {
  if (items.length <= limit) return items;
  if (limit === 1) return items.slice(-1);
  const step = (items.length - 1) / (limit - 1);
  return Array.from({ length: limit }, (_, i) => items[Math.round(i * step)] as Item);
}
