import type { FactTable } from '../../../core/definitions/impact/fact-table.js';
import type {
  CrossingRow,
  HistoryRows,
  LeadRow,
  StoredRow,
  TransitionRow,
} from '../../../core/definitions/impact/history-rows.js';
import type { ImpactWindow } from '../../../core/definitions/impact/lead-history.js';
import type { RangeRows } from '../../../core/definitions/impact/range-rows.js';
import type { Snapshot } from '../../db/open-snapshot.js';
import type { Tuples } from '../../db/open-tuples.js';
import {
  selectAccountFacts,
  selectCrossings,
  selectFacts,
  selectLeads,
  selectTransitions,
  whichLeads,
} from './copy-selects.js';
import type { LeadChoice, LeadRange } from './load-rows.js';
import { readAccountFact, readCrossing, readFact, readLead, readTransition } from './read-copied.js';
import { readFactTable, type TableRooms } from './read-fact-table.js';

/** What of leads is read. */
export interface CopyQuestion {
  window: ImpactWindow;
  /** Leads that took another in. */
  absorbed: ReadonlySet<string>;
  /** With all that one row of a fact holds, not only what columns are made of: then whole rows can be had. */
  isWhole: boolean;
  /** Where facts of ranges are written. */
  rooms?: TableRooms;
}

/** Leads whose rows are held at once: all of a range are read together, for that is cheaper, and taken apart by and by. */
const BATCH = 1_000;

/**
 * What `loadRows` gives of leads, by COPY, for many of them: facts as columns, all else when it is the turn of its lead. That of
 * a range is there until the next range is read.
 */
export async function copyRows(
  db: Pick<Snapshot, 'copy' | 'query'>,
  which: LeadRange | LeadChoice,
  { window, absorbed, isWhole, rooms }: CopyQuestion,
): Promise<Iterable<RangeRows>> {
  const within = whichLeads(which);
  const copy = (select: string, room: string) => db.copy(select, 'ids' in which ? undefined : room);
  const leads = readAll(await copy(selectLeads(within('id'), window), 'leads'), (row) => readLead(row, absorbed));
  // facts lie in the order in which they were accepted: by an index their pages would be fetched again for each lead
  await db.query('set local enable_indexscan = off');
  const facts = await copy(selectFacts(within('lead_id'), isWhole), 'facts');
  await db.query('set local enable_indexscan = default');
  const transitions = ofLeads(await copy(selectTransitions(within('lead_id')), 'transitions'), readTransition);
  const crossings = ofLeads(await copy(selectCrossings(within('lead_id'), window), 'crossings'), readCrossing);
  const { table, places, accounts } = readFactTable(facts, leads, 'ids' in which ? undefined : rooms);
  const told = new Set(accounts.filter((id) => typeof id === 'string'));
  const byAccount = told.size === 0 ? null : placesByText(await copy(selectAccountFacts(told, isWhole), 'accounts'));
  return inBatches({ leads, facts: isWhole ? facts : null, table, places, transitions, crossings, byAccount });
}

interface Parts {
  leads: readonly LeadRow[];
  /** Where whole rows are. */
  facts: Tuples | null;
  table: FactTable;
  places: Uint32Array;
  transitions: OfLead<TransitionRow>;
  crossings: OfLead<CrossingRow>;
  byAccount: Places | null;
}

function* inBatches(parts: Parts): Generator<RangeRows> {
  const { leads, facts, table, places, transitions, crossings, byAccount } = parts;
  for (let from = 0; from < leads.length; from += BATCH) {
    const some = leads.slice(from, from + BATCH);
    const starts = table.starts.subarray(from, from + some.length + 1);
    const made = { transitions: some.map(({ id }) => transitions(id)), crossings: some.map(({ id }) => crossings(id)) };
    const ofAccount: RangeRows['ofAccount'] = (id) => byAccount?.(id, readAccountFact) ?? [];
    const rows = { leads: some, facts: { ...table, starts }, ...made, ofAccount };
    yield { ...rows, rowsOf: facts && ((lead) => wholeRows(rows, lead, { facts, places, byAccount })) };
  }
}

type Whole = Pick<Parts, 'places' | 'byAccount'> & { facts: Tuples };

function wholeRows(rows: Omit<RangeRows, 'rowsOf'>, lead: number, { facts, places, byAccount }: Whole): HistoryRows {
  const { starts, order } = rows.facts;
  const own: StoredRow[] = [];
  for (let i = starts[lead] as number; i < (starts[lead + 1] as number); i++) {
    facts.goTo(places[order[i] as number] as number);
    own.push(readFact(facts));
  }
  own.sort((a, b) => a.id - b.id);
  const accounts = new Set(own.map(({ kind, body }) => (kind === 'membership' ? body['account'] : null)));
  for (const id of accounts) if (typeof id === 'string') own.push(...(byAccount?.(id, readFact) ?? []));
  const [transitions, crossings] = [rows.transitions[lead] ?? [], rows.crossings[lead] ?? []];
  return { lead: rows.leads[lead] as LeadRow, facts: own, transitions, crossings };
}

/** Rows by the text of their first column, each read when it is asked for. */
type Places = <Row>(text: string, read: (tuples: Tuples) => Row) => Row[];

function placesByText(tuples: Tuples): Places {
  const places = new Map<string, number[]>();
  while (tuples.next()) {
    const text = tuples.text() as string;
    const known = places.get(text);
    if (known) known.push(tuples.fieldPlace());
    else places.set(text, [tuples.fieldPlace()]);
  }
  return (text, read) =>
    (places.get(text) ?? []).map((place) => {
      tuples.goTo(place);
      return read(tuples);
    });
}

function readAll<Row>(tuples: Tuples, read: (tuples: Tuples) => Row): Row[] {
  const rows: Row[] = [];
  while (tuples.next()) rows.push(read(tuples));
  return rows;
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
