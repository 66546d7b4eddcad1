import type { TeamKey } from '../../core/definitions/tree.js';
import type { Db } from '../db/database.js';
import type { Principal, Role } from './principal.js';

/** The active user with this e-mail address (lower-cased), as an identity provider vouches for him; null where there is none. */
export async function findPerson(db: Db, email: string): Promise<Principal | null> {
  const [row] = await db.query<{ id: string; displayName: string; roles: Role[]; teams: TeamKey[] }>(
    `select id, display_name as "displayName", roles, teams from users where email = $1 and active`,
    [email],
  );
  if (!row) return null;
  const { id, ...rest } = row;
  return { ...rest, actor: id, kind: 'person', tokenId: null, userId: id, mover: 'person' };
}
