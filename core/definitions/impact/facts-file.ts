import type { Files } from '../tree.js';
import type { HistoryRows } from './history-rows.js';

/**
 * The first line of exported facts, JSON a line: what was in force, and when. A line a lead follows, in order of ids, then
 * one that counts them, so that a file that was cut off is seen.
 */
export interface FactsHead {
  accord: 'facts';
  version: 1;
  /** RFC 3339: what was accepted before it is in the file. */
  at: string;
  commit: string;
  /** The definitions that were merged then; what a plan starts from. */
  files: Files;
  comparableSince: number | null;
  capacity: number | null;
}

/** A lead of exported facts; its crossings are all there are. */
export type FactsLine = HistoryRows;

/** The last line. */
export interface FactsEnd {
  leads: number;
}
