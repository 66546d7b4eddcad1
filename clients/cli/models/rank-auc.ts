import { estimateAuc } from '../../../core/definitions/impact/estimate-auc.js';

/** The area under the ROC curve of scored examples, ties counting half. Null where there are no positives or no negatives. */
export function rankAuc(scored: readonly { score: number; positive: boolean }[]): number | null {
  const scoresOf = (wanted: boolean) => scored.flatMap(({ score, positive }) => (positive === wanted ? [score] : []));
  return estimateAuc(scoresOf(true), scoresOf(false))?.value ?? null;
}
