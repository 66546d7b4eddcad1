import type { Db } from '../db/database.js';
import type { ApiToken } from '../entities/api-token.entity.js';
import type { Role } from './principal.js';

const MOST = 1_000;

/** A token as it may be shown: without what is kept of its secret. */
export type ApiTokenRow = Omit<ApiToken, 'hmac' | 'roles'> & { roles: Role[] };

/** All tokens, the newest first; at most 1,000. */
export function listApiTokens(db: Db): Promise<ApiTokenRow[]> {
  return db.query<ApiTokenRow>(`${SELECT_API_TOKENS} order by created_at desc, id desc limit ${MOST}`);
}

/** The columns of a token under the names of the entity, its hash left out. */
export const SELECT_API_TOKENS = `
  select id, prefix, display_name as "displayName", user_id as "userId", roles, agent, created_by as "createdBy",
    created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt", last_used_at as "lastUsedAt"
  from api_tokens`;
