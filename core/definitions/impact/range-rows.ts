import type { FactTable } from './fact-table.js';
import type { CrossingRow, HistoryRows, LeadRow, StoredRow, TransitionRow } from './history-rows.js';

/** What is known of an account's fact. */
export type AccountFact = Pick<StoredRow, 'kind' | 'occurredAt' | 'receivedAt' | 'ordinal' | 'historical' | 'body'>;

/** All rows of some leads, by number of the lead: in order of their ids. */
export interface RangeRows {
  leads: readonly LeadRow[];
  /** Their own; those of accounts are apart. */
  facts: FactTable;
  transitions: readonly (readonly TransitionRow[])[];
  crossings: readonly (readonly CrossingRow[])[];
  /** What was told of an account, in any order. */
  ofAccount(id: string): readonly AccountFact[];
  /** All of one lead, for who cannot do with columns; null where it was not read. */
  rowsOf: ((lead: number) => HistoryRows) | null;
}
