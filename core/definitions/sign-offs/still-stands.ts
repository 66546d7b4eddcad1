import type { ChangeLevel } from '../diff/definition-change.js';
import { levelOf } from '../diff/level-of.js';
import type { ReviewRecord } from './review-record.js';

/** Whether a review still speaks of what is proposed: of the same effect, and not of a lower class than it has by now. */
export function stillStands(
  review: Pick<ReviewRecord, 'effect' | 'level'>,
  proposal: { effect: string; level?: ChangeLevel },
): boolean {
  if (review.effect !== proposal.effect) return false;
  const { level: now = 'SAFE' } = proposal;
  const then = review.level ?? now;
  return levelOf([{ level: now }, { level: then }]) === then;
}
