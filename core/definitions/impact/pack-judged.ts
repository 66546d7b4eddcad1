import type { JudgedLead } from './impact-tally.js';

const [HANDED, BASE_FLAGGED, HEAD_FLAGGED, BASE_HANDED_OVER, HEAD_HANDED_OVER] = [1, 2, 4, 8, 16];

/** Adds a lead to others as plain numbers: between threads objects cost more than all the rest of a tally. */
export function packJudged(packed: number[], lead: JudgedLead): void {
  const { since, handed, flagged, handedOver, score, reachedAfter } = lead;
  const marks =
    (handed ? HANDED : 0) +
    (flagged[0] ? BASE_FLAGGED : 0) +
    (flagged[1] ? HEAD_FLAGGED : 0) +
    (handedOver[0] ? BASE_HANDED_OVER : 0) +
    (handedOver[1] ? HEAD_HANDED_OVER : 0);
  packed.push(since, marks, score[0] ?? Number.NaN, score[1] ?? Number.NaN);
  for (const after of reachedAfter) packed.push(after ?? Number.NaN);
}

/** What `packJudged` packed, where there are so many outcomes. */
export function unpackJudged(packed: readonly number[], outcomes: number): JudgedLead[] {
  const leads: JudgedLead[] = [];
  const width = 4 + outcomes;
  for (let i = 0; i < packed.length; i += width) {
    const [since, marks, base, head] = packed.slice(i, i + 4) as [number, number, number, number];
    leads.push({
      since,
      handed: (marks & HANDED) !== 0,
      reachedAfter: packed.slice(i + 4, i + width).map(known),
      flagged: [(marks & BASE_FLAGGED) !== 0, (marks & HEAD_FLAGGED) !== 0],
      handedOver: [(marks & BASE_HANDED_OVER) !== 0, (marks & HEAD_HANDED_OVER) !== 0],
      score: [known(base), known(head)],
    });
  }
  return leads;
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
