import type { ImpactFrame } from './impact-frame.js';
import type { LeadComparison } from './lead-comparison.js';
import { renameSide } from './rename-side.js';

/** Whether a lead ends in another stage under the head: one that the head only calls otherwise is the same. */
export function isMoved({ renames }: ImpactFrame, { base, head }: Pick<LeadComparison, 'base' | 'head'>): boolean {
  return renameSide(base, renames).stage !== renameSide(head, renames).stage;
}
