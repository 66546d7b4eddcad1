import type { Mover, TeamKey } from '../../core/definitions/tree.js';

/** What a token may do, as the permission table lists it. */
export type Role = 'ADMIN' | 'REVOPS' | 'MARKETING' | 'SALES' | 'INTEGRATOR' | 'INGEST' | 'VIEWER';

/** Who is asking, as far as anything here is decided by it. */
export interface Principal {
  /** As written into records: a user's id (a personal token acts as its user), a machine token's id, or `system`. */
  actor: string;
  kind: 'person' | 'machine' | 'anonymous' | 'system';
  tokenId: string | null;
  userId: string | null;
  displayName: string;
  /** Of a personal token: those of the token that its user still has. */
  roles: readonly Role[];
  teams: readonly TeamKey[];
  /** In whose name the lifecycle judges his moves. */
  mover: Mover;
  /** When the token ends; absent where it does not. */
  expiresAt?: Date | null;
}
