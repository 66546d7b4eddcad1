import type DataLoader from 'dataloader';
import type { ApiTokenRow } from '../../server/auth/list-api-tokens.js';
import { SELECT_API_TOKENS } from '../../server/auth/list-api-tokens.js';
import type { UserRow } from '../../server/auth/list-users.js';
import { SELECT_USERS } from '../../server/auth/list-users.js';
import type { Db } from '../../server/db/database.js';
import { loadById } from './load-by-id.js';

/** Loaders of one request: everything asked for by id in one tick is one query; what is not found is null. */
export interface Loaders {
  users: DataLoader<string, UserRow | null>;
  apiTokens: DataLoader<string, ApiTokenRow | null>;
}

/** Makes the loaders of one request. */
export function createLoaders({ db }: { db: Db }): Loaders {
  return {
    users: loadById((ids) => db.query<UserRow>(`${SELECT_USERS} where id = any($1)`, [ids])),
    apiTokens: loadById((ids) => db.query<ApiTokenRow>(`${SELECT_API_TOKENS} where id = any($1)`, [ids])),
  };
}
