import type { Arrival } from '../../../core/definitions/followed-lead.js';
import type { Instant } from '../../../core/scoring/facts.js';

/** What one item brings to one lead. */
export interface TimedEntry {
  item: number;
  at: Instant;
  historical: boolean;
  sequence: number | null;
  /** Asks for a stage. */
  moves: boolean;
  arrivals: Arrival[];
}

/**
 * History first, by its dates, then what is accepted now in order of items. Moves of the past go in the order of their
 * `sequence` where all of them have one, whatever their dates say. After history the lead is looked at once at `now`.
 */
export function orderEntries(entries: readonly TimedEntry[], now: Instant): TimedEntry[] {
  const past = entries.filter((entry) => entry.historical).sort(byDate);
  if (past.length === 0) return [...entries];
  const moves = past.filter((entry) => entry.moves);
  const sequenced = moves.every((entry) => entry.sequence !== null)
    ? [...moves].sort((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0) || byDate(a, b))
    : moves;
  const ordered = past.map((entry) => (entry.moves ? (sequenced.shift() as TimedEntry) : entry));
  const last = ordered.at(-1) as TimedEntry;
  const look: Arrival = { kind: 'look', at: now, historical: true, unlessFinal: true };
  const closing: TimedEntry = { ...last, at: now, moves: false, arrivals: [look] };
  return [...ordered, closing, ...entries.filter((entry) => !entry.historical)];
}

function byDate(a: TimedEntry, b: TimedEntry): number {
  return a.at - b.at || a.item - b.item;
}
