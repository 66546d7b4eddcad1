import type { TeamKey } from '../../core/definitions/lifecycle.js';
import type { Files } from '../../core/definitions/tree.js';
import type { Merging } from './merging.js';
import type { PullRow } from './pull-row.js';

/** A merge that was decided. */
export interface DecidedMerge {
  pull: PullRow;
  merging: Merging;
  /** The tree it makes, versions raised. */
  files: Files;
  signers: { user: string; team: TeamKey }[];
  emergency: boolean;
  reason: string | null;
}
