import type { TeamKey } from '../../../core/definitions/lifecycle.js';
import type { Principal, Role } from '../../auth/principal.js';
import type { Db } from '../../db/database.js';

/** The active people who have one of these names on the forge, as those who act here, by name in lower case. */
export async function findForgePeople(db: Db, logins: readonly string[]): Promise<Map<string, Principal>> {
  const rows = await db.query<{ login: string; id: string; displayName: string; roles: Role[]; teams: TeamKey[] }>(
    `select forge_login as login, id, display_name as "displayName", roles, teams from users
     where forge_login = any($1) and active`,
    [logins.map((login) => login.toLowerCase())],
  );
  return new Map(
    rows.map(({ login, id, ...rest }): [string, Principal] => [
      login,
      { ...rest, actor: id, kind: 'person', tokenId: null, userId: id, mover: 'person' },
    ]),
  );
}
