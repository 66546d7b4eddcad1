import type { ScoringModel, ThresholdDefinition } from '../../scoring/model.js';
import { primaryOf } from './score-features.js';

/** The threshold that is a plain line on the primary score and whose target is among `targets`; null where there is none. */
export function plainThreshold(
  model: ScoringModel,
  targets: ReadonlySet<string>,
): { threshold: ThresholdDefinition; line: number } | null {
  for (const threshold of model.thresholds) {
    const { when, moveTo, suggest } = threshold;
    const keys = Object.keys(when);
    const isPlain = 'score' in when && when.score === primaryOf(model) && keys.length === 2 && 'atLeast' in when;
    const line = isPlain ? (when as { atLeast?: number }).atLeast : undefined;
    if (line !== undefined && targets.has(moveTo ?? suggest ?? '')) return { threshold, line };
  }
  return null;
}

/** A line in whole points: the lowest that flags at most `most` of the leads, or, without `most`, the one of best F1. */
export function bestLine(scored: readonly { score: number; reached: boolean }[], most: number | null): number | null {
  const sorted = [...scored].sort((a, b) => b.score - a.score);
  const good = sorted.filter(({ reached }) => reached).length;
  let best: { line: number; worth: number } | null = null;
  let hits = 0;
  for (let index = 0; index < sorted.length; index++) {
    const { score, reached } = sorted[index] as (typeof sorted)[number];
    if (reached) hits++;
    const line = Math.floor(score);
    const next = sorted[index + 1];
    if (next && Math.floor(next.score) === line) continue;
    const flagged = index + 1;
    if (most !== null && flagged > most) break;
    const worth = most === null ? (2 * hits) / (flagged + good) : flagged;
    if (line > 0 && (best === null || worth > best.worth)) best = { line, worth };
  }
  return best?.line ?? null;
}

/** The model with its line moved; what releases the threshold stays as far below as it was. */
export function withLine(model: ScoringModel, key: string, line: number): ScoringModel {
  const thresholds = model.thresholds.map((threshold) => {
    if (threshold.key !== key) return threshold;
    const when = threshold.when as { score: string; atLeast: number };
    const release = threshold.release as { score?: string; below?: number } | undefined;
    const isPlain = release !== undefined && release.score === when.score && release.below !== undefined;
    return {
      ...threshold,
      when: { ...when, atLeast: line },
      ...(isPlain
        ? { release: { ...release, below: Math.max(1, line - (when.atLeast - (release.below as number))) } }
        : {}),
    } as ThresholdDefinition;
  });
  return { ...model, thresholds };
}
