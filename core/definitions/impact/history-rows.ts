import type { CrossingDirection } from '../../scoring/results.js';
import type { FactRow } from '../fact-row.js';
import type { TransitionCause } from '../followed-lead.js';

/** What is read of a lead to replay it; instants in milliseconds. */
export interface LeadRow {
  id: string;
  createdAt: number;
  source: string | null;
  erased: boolean;
  /** What it is drawn by where challengers have a share. */
  drawnBy: string;
  /** Another lead went up in it, or facts of it were taken back: its record is not that of these rows. */
  absorbed: boolean;
}

/** A fact with the database's id of its row. */
export interface StoredRow extends FactRow {
  id: number;
}

/** A stage entered, by whatever cause. */
export interface TransitionRow {
  leadId: string;
  from: string | null;
  to: string;
  cause: TransitionCause;
  judged: boolean;
  reason: string | null;
  note: string | null;
  occurredAt: number;
  recordedAt: number;
  historical: boolean;
}

/** A crossing as recorded. */
export interface CrossingRow {
  leadId: string;
  threshold: string;
  direction: CrossingDirection;
  at: number;
}

/** All rows of one lead; facts of its accounts are among `facts`. Transitions are in order. */
export interface HistoryRows {
  lead: LeadRow;
  facts: readonly StoredRow[];
  transitions: readonly TransitionRow[];
  crossings: readonly CrossingRow[];
}
