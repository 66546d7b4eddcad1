import { describeCondition } from '../../core/scoring/describe.js';
import type { Release } from '../../server/releases/release.js';
import type { ThresholdType } from './score.type.js';

/** A threshold and where it leads, as the definitions of one release have it. */
export interface ThresholdRow extends ThresholdType {
  moveTo: string | null;
  suggest: string | null;
  release: Release;
}

/** A threshold of a model as `release` had it; one it does not have is shown by its key alone. */
export function thresholdView(release: Release, model: string, key: string): ThresholdRow {
  const threshold = release.tree.models[model]?.thresholds.find((each) => each.key === key);
  return {
    key,
    summary: threshold ? describeCondition(threshold.when) : '',
    rationale: threshold?.rationale ?? null,
    moveTo: threshold?.moveTo ?? null,
    suggest: threshold?.suggest ?? null,
    release,
  };
}
