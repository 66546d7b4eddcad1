import type { ImpactWindow } from '../../../core/definitions/impact/lead-history.js';
import type { Db } from '../../db/database.js';
import type { CrossingRow, HistoryRows, LeadRow, StoredRow, TransitionRow } from './history-rows.js';

/** A stretch of leads in order of their ids: after one, through another. */
export interface LeadRange {
  after: string;
  through: string;
}

/** Everything of the leads of a range that a replay needs, in order of their ids; `absorbed` are leads that took another in. */
export async function loadRows(
  db: Db,
  range: LeadRange,
  window: ImpactWindow,
  absorbed: ReadonlySet<string>,
): Promise<HistoryRows[]> {
  const ends = [range.after, range.through];
  const leads = await db.query<LeadRow>(LEADS, [...ends, new Date(window.to)]);
  const facts = await db.query<StoredRow>(FACTS, ends);
  const transitions = await db.query<TransitionRow>(TRANSITIONS, ends);
  const crossings = await db.query<CrossingRow>(CROSSINGS, [...ends, new Date(window.from), new Date(window.to)]);
  const ofAccounts = await loadAccountFacts(db, facts);
  const factsOf = Map.groupBy(facts, (row) => row.leadId as string);
  const transitionsOf = Map.groupBy(transitions, (row) => row.leadId);
  const crossingsOf = Map.groupBy(crossings, (row) => row.leadId);
  return leads.map((lead) => {
    const own = factsOf.get(lead.id) ?? [];
    const accounts = new Set(own.flatMap(({ kind, body }) => (kind === 'membership' ? String(body['account']) : [])));
    const shared = [...accounts].flatMap((account) => ofAccounts.get(account) ?? []);
    return {
      lead: { ...lead, absorbed: absorbed.has(lead.id) },
      facts: shared.length > 0 ? [...own, ...shared] : own,
      transitions: transitionsOf.get(lead.id) ?? [],
      crossings: crossingsOf.get(lead.id) ?? [],
    };
  });
}

async function loadAccountFacts(db: Db, facts: readonly StoredRow[]): Promise<Map<string, StoredRow[]>> {
  const ids = new Set<string>();
  for (const { kind, body } of facts) {
    if (kind === 'membership' && typeof body['account'] === 'string') ids.add(body['account']);
  }
  if (ids.size === 0) return new Map();
  const rows = await db.query<StoredRow>(ACCOUNT_FACTS, [[...ids]]);
  return Map.groupBy(rows, (row) => row.accountId as string);
}

const milliseconds = (column: string): string => `round(date_part('epoch', ${column}) * 1000)`;

const LEADS = `
  select id, ${milliseconds('created_at')} as "createdAt", source, erased_at is not null as erased
  from leads l where id > $1 and id <= $2 and created_at < $3 and merged_into is null order by id`;

const FACT_COLUMNS = `
  id, lead_id as "leadId", account_id as "accountId", kind, type, ${milliseconds('occurred_at')} as "occurredAt",
  ${milliseconds('received_at')} as "receivedAt", ordinal, sequence, source, message_id as "messageId", body, historical`;

const FACTS = `
  select ${FACT_COLUMNS} from facts
  where lead_id > $1 and lead_id <= $2 and kind <> 'pass' and retracted_at is null order by id`;

const ACCOUNT_FACTS = `
  select ${FACT_COLUMNS} from facts where account_id = any($1) and retracted_at is null order by id`;

const TRANSITIONS = `
  select lead_id as "leadId", from_stage as "from", to_stage as "to", cause, judged, reason, note,
    ${milliseconds('occurred_at')} as "occurredAt", ${milliseconds('recorded_at')} as "recordedAt", historical
  from transitions where lead_id > $1 and lead_id <= $2 order by lead_id, ordinal`;

const CROSSINGS = `
  select lead_id as "leadId", threshold, direction, ${milliseconds('occurred_at')} as at
  from crossings where lead_id > $1 and lead_id <= $2 and occurred_at >= $3 and occurred_at < $4
  order by occurred_at, id`;
