import type { TeamKey } from '../../../core/definitions/tree.js';
import type { Role } from '../../auth/principal.js';

/** Whether a person decides handoffs of a side: who stands on it, by team or role, or answers for the whole. */
export function mayDecide(
  { roles, teams }: { roles: readonly Role[]; teams: readonly TeamKey[] },
  side: string,
): boolean {
  return (
    roles.some((role) => role === 'ADMIN' || role === 'REVOPS' || role === side.toUpperCase()) ||
    teams.some((team) => team === side)
  );
}
