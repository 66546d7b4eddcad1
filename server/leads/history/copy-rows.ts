import pg from 'pg';
import type { FactKind } from '../../../core/definitions/fact-row.js';
import type { TransitionCause } from '../../../core/definitions/followed-lead.js';
import type {
  CrossingRow,
  HistoryRows,
  LeadRow,
  StoredRow,
  TransitionRow,
} from '../../../core/definitions/impact/history-rows.js';
import type { ImpactWindow } from '../../../core/definitions/impact/lead-history.js';
import type { CrossingDirection } from '../../../core/scoring/results.js';
import type { Interned } from '../../db/intern-bytes.js';
import type { Snapshot } from '../../db/open-snapshot.js';
import { type Tuples, textMemory } from '../../db/open-tuples.js';
import type { LeadRange } from './load-rows.js';

/** `loadRows` of a range by COPY, for many leads; moves and crossings of a lead are read when it is its turn. */
export async function copyRows(
  db: Pick<Snapshot, 'copy' | 'query'>,
  range: LeadRange,
  window: ImpactWindow,
  absorbed: ReadonlySet<string>,
): Promise<Iterable<HistoryRows>> {
  const within = among(range);
  const leads = await db.copy(selectLeads(within, window));
  const facts = factsByLead(await copyFacts(db, within('lead_id')));
  const transitions = await db.copy(selectTransitions(within('lead_id')));
  const crossings = await db.copy(selectCrossings(within('lead_id'), window));
  const accounts = new Set<string>();
  for (const rows of facts.values()) addAccounts(accounts, rows);
  const ofAccounts = new Map<string, StoredRow[]>();
  const shared = accounts.size === 0 ? null : await db.copy(selectAccountFacts(accounts));
  while (shared?.next()) {
    const row = readFact(shared);
    pushTo(ofAccounts, row.accountId as string, row);
  }
  return join({
    leads,
    facts,
    transitions: ofLeads(transitions, readTransition),
    crossings: ofLeads(crossings, readCrossing),
    ofAccounts,
    absorbed,
  });
}

interface Parts {
  leads: Tuples;
  facts: ReadonlyMap<string, StoredRow[]>;
  transitions: OfLead<TransitionRow>;
  crossings: OfLead<CrossingRow>;
  ofAccounts: ReadonlyMap<string, readonly StoredRow[]>;
  absorbed: ReadonlySet<string>;
}

function* join({ leads, facts, transitions, crossings, ofAccounts, absorbed }: Parts): Generator<HistoryRows> {
  while (leads.next()) {
    const lead = readLead(leads, absorbed);
    const told = facts.get(lead.id) ?? [];
    told.sort((a, b) => a.id - b.id);
    for (const account of addAccounts(new Set(), told)) for (const row of ofAccounts.get(account) ?? []) told.push(row);
    yield { lead, facts: told, transitions: transitions(lead.id), crossings: crossings(lead.id) };
  }
}

/**
 * Facts lie in the order in which they were accepted: an index would fetch the same pages again and again for one lead after
 * the other, so each page is read once and the rows are put together here.
 */
async function copyFacts(db: Pick<Snapshot, 'copy' | 'query'>, within: string): Promise<Tuples> {
  await db.query('set local enable_indexscan = off');
  const facts = await db.copy(selectFacts(within));
  await db.query('set local enable_indexscan = default');
  return facts;
}

/** Rows that come in any order. */
function factsByLead(tuples: Tuples): Map<string, StoredRow[]> {
  const ids = textMemory();
  const found = new Map<string, StoredRow[]>();
  while (tuples.next()) {
    const row = readFact(tuples, ids);
    pushTo(found, row.leadId as string, row);
  }
  return found;
}

function pushTo<Row>(rows: Map<string, Row[]>, key: string, row: Row): void {
  const known = rows.get(key);
  if (known) known.push(row);
  else rows.set(key, [row]);
}

/** Adds the accounts that a lead was told to belong to. */
function addAccounts(accounts: Set<string>, rows: readonly StoredRow[]): Set<string> {
  for (const { kind, body } of rows) {
    if (kind === 'membership' && typeof body['account'] === 'string') accounts.add(body['account']);
  }
  return accounts;
}

/** The rows of a lead; asked for in order of ids, rows of leads that are not asked for are passed over. */
type OfLead<Row> = (id: string) => Row[];

function ofLeads<Row extends { leadId: string | null }>(tuples: Tuples, read: (tuples: Tuples) => Row): OfLead<Row> {
  let next = tuples.next() ? read(tuples) : null;
  return (id) => {
    const found: Row[] = [];
    while (next !== null && (next.leadId as string) <= id) {
      if (next.leadId === id) found.push(next);
      next = tuples.next() ? read(tuples) : null;
    }
    return found;
  };
}

function readLead(row: Tuples, absorbed: ReadonlySet<string>): LeadRow {
  const id = row.text() as string;
  const [createdAt, source, erased] = [row.instant(), row.word(), row.boolean()];
  return { id, createdAt, source, erased, drawnBy: row.text() ?? '', absorbed: absorbed.has(id) };
}

function readFact(row: Tuples, ids?: Interned<string>): StoredRow {
  return {
    id: row.bigint(),
    leadId: (ids ? row.interned(ids) : row.text()) || null,
    accountId: row.text(),
    kind: row.word() as FactKind,
    type: row.word() as string,
    occurredAt: row.instant(),
    receivedAt: row.instant(),
    ordinal: row.integer(),
    sequence: row.integer(),
    source: row.word() as string,
    messageId: row.text() as string,
    body: row.json(),
    historical: row.boolean(),
  };
}

function readTransition(row: Tuples): TransitionRow {
  return {
    leadId: row.key(),
    from: row.word(),
    to: row.word() as string,
    cause: row.word() as TransitionCause,
    judged: row.boolean(),
    reason: row.word(),
    note: row.text(),
    occurredAt: row.instant(),
    recordedAt: row.instant(),
    historical: row.boolean(),
  };
}

function readCrossing(row: Tuples): CrossingRow {
  return {
    leadId: row.key(),
    threshold: row.word() as string,
    direction: row.word() as CrossingDirection,
    at: row.instant(),
  };
}

/** A condition that a column's id is among those chosen. */
type Within = (column: string) => string;

function among(range: LeadRange): Within {
  const [after, through] = [pg.escapeLiteral(range.after), pg.escapeLiteral(range.through)];
  return (column) => `${column} > ${after} and ${column} <= ${through}`;
}

const at = (instant: number): string => `'${new Date(instant).toISOString()}'::timestamptz`;

const selectLeads = (within: Within, { to }: ImpactWindow): string => `
  select id, created_at, source, erased_at is not null, coalesce(drawn_by, account_id)
  from leads left join engine_states on lead_id = id
  where ${within('id')} and created_at < ${at(to)} and merged_into is null order by id`;

const FACT_COLUMNS = `
  id, lead_id, account_id, kind, type, occurred_at, received_at, ordinal, sequence, source, message_id, body, historical`;

const selectFacts = (within: string): string => `
  select ${FACT_COLUMNS} from facts
  where ${within} and kind <> 'pass' and retracted_at is null`;

const selectAccountFacts = (ids: ReadonlySet<string>): string => `
  select ${FACT_COLUMNS} from facts
  where account_id = any(${pg.escapeLiteral(`{${[...ids].map(quoted).join(',')}}`)}::text[])
    and retracted_at is null order by id`;

/** An element of an array's text. */
const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"`;

const selectTransitions = (within: string): string => `
  select lead_id, from_stage, to_stage, cause, judged, reason, note, occurred_at, recorded_at, historical
  from transitions where ${within} order by lead_id, ordinal`;

const selectCrossings = (within: string, { from, to }: ImpactWindow): string => `
  select lead_id, threshold, direction, occurred_at
  from crossings where ${within} and occurred_at >= ${at(from)} and occurred_at < ${at(to)}
  order by lead_id, occurred_at, id`;
