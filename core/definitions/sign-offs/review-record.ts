import type { TeamKey } from '../lifecycle.js';

/** A review as it was given; `effect` is the one it was given to, `team` the one it was given for. */
export interface ReviewRecord {
  id: string;
  user: string;
  team: TeamKey | null;
  verdict: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED';
  effect: string;
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
