import type { ChangeLevel } from '../diff/definition-change.js';
import type { TeamKey } from '../lifecycle.js';

/** A review as it was given; `effect` is the one it was given to, `team` the one it was given for. */
export interface ReviewRecord {
  id: string;
  user: string;
  team: TeamKey | null;
  verdict: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED';
  effect: string;
  /** The class of the proposal when it was given; absent or null (from before it was kept): as now. */
  level?: ChangeLevel | null;
  withdrawn: boolean;
  at: Date | number;
}

/** A person as of now: teams may have been taken away since a review. */
export interface Signer {
  id: string;
  teams: readonly TeamKey[];
  active: boolean;
  name?: string;
}
