import type { Db } from '../db/database.js';

/** What an account's leads amount to; erased and merged ones do not count. */
export interface AccountFigures {
  /** Leads known by more than a tracker's id. */
  leadCount: number;
  anonymousVisitors: number;
  topScore: number | null;
  lastActivityAt: Date | null;
}

/** The figures of accounts, in their order. */
export async function readAccountFigures(db: Db, accountIds: readonly string[]): Promise<AccountFigures[]> {
  const rows = await db.query<AccountFigures & { id: string }>(FIGURES, [accountIds]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return accountIds.map((id) => byId.get(id) ?? NONE);
}

const NONE: AccountFigures = { leadCount: 0, anonymousVisitors: 0, topScore: null, lastActivityAt: null };

const FIGURES = `
  select l.account_id as id, count(*) filter (where k.known) as "leadCount",
    count(*) filter (where not k.known) as "anonymousVisitors", max(s.value) as "topScore",
    max(l.last_activity_at) as "lastActivityAt"
  from leads l left join lead_scores s on s.lead_id = l.id
  cross join lateral (
    select exists (select from lead_keys where lead_id = l.id and system <> 'anonymous') as known) k
  where l.account_id = any($1) and l.erased_at is null and l.merged_into is null
  group by l.account_id`;
