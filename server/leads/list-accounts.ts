import type { Db } from '../db/database.js';
import type { Account } from '../entities/account.entity.js';
import type { Page, PageRequest } from './page.js';
import { readPage } from './read-page.js';

/** What accounts can be ordered by: figures the greatest first, names from A; nulls last. */
export type AccountOrder = 'TOP_SCORE' | 'LAST_ACTIVITY_AT' | 'NAME';

/** The columns of `accounts a` as the entity names them. */
export const ACCOUNT_COLUMNS = `a.id, a.domain, a.name, a.owner_id as "ownerId", a.attributes, a.created_at as "createdAt",
  a.updated_at as "updatedAt", a.version`;

/** Of each account, from leads that are still leads. */
const FIGURES = `lateral (
  select max(s.value) as top_score, max(l.last_activity_at) as last_activity_at
  from leads l left join lead_scores s on s.lead_id = l.id
  where l.account_id = a.id and l.erased_at is null and l.merged_into is null) f on true`;

const ORDERS = {
  TOP_SCORE: { key: 'f.top_score', keyType: 'double precision', direction: 'DESC' },
  LAST_ACTIVITY_AT: { key: 'f.last_activity_at', keyType: 'timestamptz', direction: 'DESC' },
  NAME: { key: 'left(lower(coalesce(a.name, a.domain)), 200)', keyType: 'text', direction: 'ASC' },
} as const;

/** A page of accounts; `search`: part of the name or domain, in upper or lower case. Throws CallerError on a bad page. */
export function listAccounts(
  db: Db,
  request: PageRequest & { search?: string | null; orderBy?: AccountOrder | null },
): Promise<Page<Account>> {
  const search = request.search?.trim() ?? '';
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  return readPage<Account>(
    db,
    {
      columns: ACCOUNT_COLUMNS,
      from: `accounts a left join ${FIGURES}`,
      where: search === '' ? 'true' : '(a.name ilike $1 or a.domain ilike $1)',
      parameters: search === '' ? [] : [pattern],
      id: 'a.id',
      nullable: true,
      idType: 'text',
      ...ORDERS[request.orderBy ?? 'TOP_SCORE'],
    },
    request,
  );
}
