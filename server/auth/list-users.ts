import type { TeamKey } from '../../core/definitions/tree.js';
import type { Db } from '../db/database.js';
import type { User } from '../entities/user.entity.js';
import type { Role } from './principal.js';

/** A user with the words of his lists known. */
export type UserRow = Omit<User, 'teams' | 'roles'> & { teams: TeamKey[]; roles: Role[] };

const MOST = 1_000;

/** Everybody, by name; at most 1,000. */
export function listUsers(db: Db): Promise<UserRow[]> {
  return db.query<UserRow>(`${SELECT_USERS} order by display_name, id limit ${MOST}`);
}

/** The columns of a user under the names of the entity. */
export const SELECT_USERS = `
  select id, email, display_name as "displayName", teams, roles, manager_id as "managerId", time_zone as "timeZone",
    pools, weekly_capacity as "weeklyCapacity", calendar, away_until as "awayUntil",
    forge_login as "forgeLogin", active,
    created_at as "createdAt", updated_at as "updatedAt" from users`;
