import type { JudgedLead } from './impact-tally.js';

/** Where in a packed lead what is: in what follows the last, when it reached each outcome. */
export const PLACE = { since: 0, marks: 1, scores: [2, 3], reachedAfter: 4 } as const;
/** What is so of a lead, by side where there are two. */
export const MARK = { handed: 1, flagged: [2, 4], handedOver: [8, 16] } as const;

/**
 * Adds a lead to others as plain numbers, NaN where there is none: between threads objects cost more than all the rest of a
 * tally, and a million of them take half a gigabyte.
 */
export function packJudged(packed: number[], lead: JudgedLead): void {
  const { since, handed, flagged, handedOver, score, reachedAfter } = lead;
  const marks =
    (handed ? MARK.handed : 0) +
    (flagged[0] ? MARK.flagged[0] : 0) +
    (flagged[1] ? MARK.flagged[1] : 0) +
    (handedOver[0] ? MARK.handedOver[0] : 0) +
    (handedOver[1] ? MARK.handedOver[1] : 0);
  packed.push(since, marks, score[0] ?? Number.NaN, score[1] ?? Number.NaN);
  for (const after of reachedAfter) packed.push(after ?? Number.NaN);
}

/** Packs leads, one behind the other. */
export function packAll(leads: Iterable<JudgedLead>): number[] {
  const packed: number[] = [];
  for (const lead of leads) packJudged(packed, lead);
  return packed;
}
