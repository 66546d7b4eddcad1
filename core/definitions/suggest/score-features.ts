import type { ScoringModel } from '../../scoring/model.js';

/** The primary score, in points, of a lead whose rules hold so many times: rules, then scores, then sums, each in its limits. */
export function scoreFeatures(model: ScoringModel, features: { readonly [rule: string]: number }): number {
  const fed = new Map<string, number>();
  for (const { key, score, points, min, max } of model.rules) {
    const given = clamp((features[key] ?? 0) * points, min, max);
    fed.set(score, (fed.get(score) ?? 0) + given);
  }
  const pointsOf = (key: string): number => {
    const score = model.scores[key];
    if (!score) return 0;
    const raw = score.sum ? score.sum.reduce((sum, part) => sum + pointsOf(part), 0) : (fed.get(key) ?? 0);
    return clamp(raw, score.min, score.max);
  };
  const value = pointsOf(primaryOf(model));
  return Math.round(value * 1e6) / 1e6;
}

/** The score a model shows: the one it names, `total`, or its only one. */
export function primaryOf({ primary, scores }: Pick<ScoringModel, 'primary' | 'scores'>): string {
  return primary ?? (Object.hasOwn(scores, 'total') ? 'total' : (Object.keys(scores)[0] ?? ''));
}

function clamp(value: number, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY): number {
  return Math.min(Math.max(value, min), max);
}
