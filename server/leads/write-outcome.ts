import type { UserError } from './user-error.js';

/** What a mutation about leads did: ids only, so that it can be kept and answered again. */
export interface WriteOutcome {
  userErrors: UserError[];
  /** The lead, when the mutation is about one. */
  leadId: string | null;
  /** Stage moves made, in order. */
  transitionIds: string[];
  /** Threshold crossings caused, in order. */
  crossingIds: string[];
  /** Items taken; a repeat counts under `duplicates` instead. */
  accepted: number;
  duplicates: number;
  /** What was done although it looked wrong (imports). */
  warnings: UserError[];
}
