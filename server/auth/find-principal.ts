import type { TeamKey } from '../../core/definitions/tree.js';
import type { Db } from '../db/database.js';
import type { Principal, Role } from './principal.js';

interface TokenRow {
  id: string;
  displayName: string;
  userId: string | null;
  userName: string | null;
  roles: Role[];
  userRoles: Role[] | null;
  teams: TeamKey[] | null;
  agent: boolean;
  expiresAt: Date | null;
  stale: boolean;
}

/** Who a token is, by its HMAC; null for an unknown, revoked or expired one, and where its user is no longer active. */
export async function findPrincipal(db: Db, hmac: Buffer): Promise<Principal | null> {
  const [row] = await db.query<TokenRow>(FIND, [hmac]);
  if (!row) return null;
  if (row.stale) await db.query(TOUCH, [row.id]);
  const common = { tokenId: row.id, userId: row.userId, expiresAt: row.expiresAt };
  if (row.userId === null) {
    const mover = row.agent ? 'agent' : 'integration';
    return {
      ...common,
      actor: row.id,
      kind: 'machine',
      displayName: row.displayName,
      roles: row.roles,
      teams: [],
      mover,
    };
  }
  return {
    ...common,
    actor: row.userId,
    kind: 'person',
    displayName: row.userName ?? row.displayName,
    roles: row.roles.filter((role) => row.userRoles?.includes(role)),
    teams: row.teams ?? [],
    mover: 'person',
  };
}

const FIND = `
  select t.id, t.display_name as "displayName", t.user_id as "userId", u.display_name as "userName", t.roles,
    u.roles as "userRoles", u.teams, t.agent, t.expires_at as "expiresAt",
    coalesce(t.last_used_at < clock_timestamp() - interval '1 minute', true) as stale
  from api_tokens t left join users u on u.id = t.user_id
  where t.hmac = $1 and t.revoked_at is null and (t.expires_at is null or t.expires_at > clock_timestamp())
    and (t.user_id is null or u.active)`;

/** A row another process is writing is passed over: the minute is all that is promised. */
const TOUCH = `
  update api_tokens set last_used_at = date_trunc('milliseconds', clock_timestamp())
  where id = (select id from api_tokens where id = $1 for update skip locked)`;
