import type { Db } from '../db/database.js';
import type { Account } from '../entities/account.entity.js';
import { normalDomain } from './check/normal-domain.js';
import { ACCOUNT_COLUMNS } from './list-accounts.js';

/** The account with this id or domain (any case, with or without `www.`), or null. */
export async function findAccount(
  db: Db,
  ref: { id?: string | null; domain?: string | null },
): Promise<Account | null> {
  const domain = typeof ref.domain === 'string' ? normalDomain(ref.domain) : null;
  const [account] = await db.query<Account>(
    `select ${ACCOUNT_COLUMNS} from accounts a where ${domain === null ? 'a.id' : 'a.domain'} = $1`,
    [domain ?? ref.id ?? null],
  );
  return account ?? null;
}
