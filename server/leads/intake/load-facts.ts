import { expandFact } from '../../../core/definitions/expand-fact.js';
import type { FactRow } from '../../../core/definitions/fact-row.js';
import type { Fact } from '../../../core/scoring/facts.js';
import type { Db } from '../../db/database.js';

/** Facts by lead, and the database's ids of their rows by `factKey`. */
export interface LoadedFacts {
  ofLead: Map<string, Fact[]>;
  ids: Map<string, number>;
}

/** One text for what a fact is known by; the facts of one row share it. */
export function factKey({ source, messageId }: { source: string; messageId: string }): string {
  return `${source}\n${messageId}`;
}

/** Instants come as seconds: as dates they would cost more than all the rest of a row. */
interface StoredFact extends FactRow {
  id: number;
}

/**
 * The facts of leads that count, with those of every account a lead belongs or belonged to, and of the accounts that
 * `joining` says it is about to join; without the rows whose ids are in `except`. Leads in `unwritten` have none yet.
 */
export async function loadFacts(
  db: Db,
  leadIds: readonly string[],
  joining: ReadonlyMap<string, ReadonlySet<string>> = new Map(),
  except: ReadonlySet<number> = new Set(),
  unwritten: ReadonlySet<string> = new Set(),
): Promise<LoadedFacts> {
  const ofLead = new Map<string, Fact[]>(leadIds.map((id) => [id, []]));
  const ids = new Map<string, number>();
  if (leadIds.length === 0) return { ofLead, ids };
  const stored = leadIds.filter((id) => !unwritten.has(id));
  const rows =
    stored.length > 0
      ? await db.query<StoredFact>(`${SELECT} where lead_id = any($1) and retracted_at is null`, [stored])
      : [];
  const accounts = new Map<string, Set<string>>();
  for (const [lead, joined] of joining) accounts.set(lead, new Set(joined));
  for (const row of rows) {
    if (except.has(row.id)) continue;
    const leadId = row.leadId as string;
    ofLead.get(leadId)?.push(...take(row, ids));
    if (row.kind !== 'membership' || typeof row.body.account !== 'string') continue;
    const joined = accounts.get(leadId) ?? new Set<string>();
    accounts.set(leadId, joined.add(row.body.account));
  }
  const accountIds = [...new Set([...accounts.values()].flatMap((joined) => [...joined]))];
  const ofAccount = await loadAccountFacts(db, accountIds, ids, except);
  for (const [leadId, joined] of accounts) {
    for (const account of joined) ofLead.get(leadId)?.push(...(ofAccount.get(account) ?? []));
  }
  return { ofLead, ids };
}

/** The facts of accounts that count; their rows join `ids`. */
export async function loadAccountFacts(
  db: Db,
  accountIds: readonly string[],
  ids: Map<string, number> = new Map(),
  except: ReadonlySet<number> = new Set(),
): Promise<Map<string, Fact[]>> {
  const ofAccount = new Map<string, Fact[]>(accountIds.map((id) => [id, []]));
  if (accountIds.length === 0) return ofAccount;
  const rows = await db.query<StoredFact>(`${SELECT} where account_id = any($1) and retracted_at is null`, [
    accountIds,
  ]);
  for (const row of rows) {
    if (!except.has(row.id)) ofAccount.get(row.accountId as string)?.push(...take(row, ids));
  }
  return ofAccount;
}

function take(row: StoredFact, ids: Map<string, number>): Fact[] {
  ids.set(factKey(row), row.id);
  row.occurredAt = Math.round(row.occurredAt * 1000);
  row.receivedAt = Math.round(row.receivedAt * 1000);
  return expandFact(row);
}

const SELECT = `
  select id, lead_id as "leadId", account_id as "accountId", kind, type, date_part('epoch', occurred_at) as "occurredAt",
    date_part('epoch', received_at) as "receivedAt", ordinal, sequence, source, message_id as "messageId", body, historical
  from facts`;
