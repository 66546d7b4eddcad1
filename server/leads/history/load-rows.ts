import type {
  CrossingRow,
  HistoryRows,
  LeadRow,
  StoredRow,
  TransitionRow,
} from '../../../core/definitions/impact/history-rows.js';
import type { ImpactWindow } from '../../../core/definitions/impact/lead-history.js';
import type { Db } from '../../db/database.js';

/** A stretch of leads in order of their ids: after one, through another. */
export interface LeadRange {
  after: string;
  through: string;
}

/** Leads by their ids. */
export interface LeadChoice {
  ids: readonly string[];
}

/** Everything of the leads of a range, or of those chosen, that a replay needs, in order of their ids; `absorbed` are leads that took another in. */
export async function loadRows(
  db: Db,
  range: LeadRange | LeadChoice,
  window: ImpactWindow,
  absorbed: ReadonlySet<string>,
): Promise<HistoryRows[]> {
  const { which, given } = choose(range);
  const [from, to] = [new Date(window.from), new Date(window.to)];
  const leads = await db.query<LeadRow>(selectLeads(which), [...given, to]);
  const facts = await db.query<StoredRow>(selectFacts(which), given);
  const transitions = await db.query<TransitionRow>(selectTransitions(which), given);
  const crossings = await db.query<CrossingRow>(selectCrossings(which), [...given, from, to]);
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

/** A condition on ids; its parameters come first. */
type Which = { of: (column: string) => string; next: (after: number) => string };

function choose(range: LeadRange | LeadChoice): { which: Which; given: unknown[] } {
  if ('ids' in range) {
    const which = { of: (column: string) => `${column} = any($1)`, next: (after: number) => `$${1 + after}` };
    return { which, given: [range.ids] };
  }
  const of = (column: string) => `${column} > $1 and ${column} <= $2`;
  return { which: { of, next: (after) => `$${2 + after}` }, given: [range.after, range.through] };
}

const selectLeads = ({ of, next }: Which): string => `
  select id, ${milliseconds('created_at')} as "createdAt", source, erased_at is not null as erased,
    coalesce((select drawn_by from engine_states e where e.lead_id = l.id), account_id, '') as "drawnBy"
  from leads l where ${of('id')} and created_at < ${next(1)} and merged_into is null order by id`;

const FACT_COLUMNS = `
  id, lead_id as "leadId", account_id as "accountId", kind, type, ${milliseconds('occurred_at')} as "occurredAt",
  ${milliseconds('received_at')} as "receivedAt", ordinal, sequence, source, message_id as "messageId", body, historical`;

const selectFacts = ({ of }: Which): string => `
  select ${FACT_COLUMNS} from facts
  where ${of('lead_id')} and kind <> 'pass' and retracted_at is null order by id`;

const ACCOUNT_FACTS = `
  select ${FACT_COLUMNS} from facts where account_id = any($1) and retracted_at is null order by id`;

const selectTransitions = ({ of }: Which): string => `
  select lead_id as "leadId", from_stage as "from", to_stage as "to", cause, judged, reason, note,
    ${milliseconds('occurred_at')} as "occurredAt", ${milliseconds('recorded_at')} as "recordedAt", historical
  from transitions where ${of('lead_id')} order by lead_id, ordinal`;

const selectCrossings = ({ of, next }: Which): string => `
  select lead_id as "leadId", threshold, direction, ${milliseconds('occurred_at')} as at
  from crossings where ${of('lead_id')} and occurred_at >= ${next(1)} and occurred_at < ${next(2)}
  order by occurred_at, id`;
