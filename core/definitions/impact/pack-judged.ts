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

/** What `packJudged` packed, where there are so many outcomes; each lead is made when it is its turn, for a million take half a gigabyte. */
export function unpackJudged(packed: ArrayLike<number>, outcomes: number): Iterable<JudgedLead> {
  return {
    *[Symbol.iterator]() {
      for (let i = 0; i < packed.length; i += 4 + outcomes) yield unpackOne(packed, i, outcomes);
    },
  };
}

function unpackOne(packed: ArrayLike<number>, at: number, outcomes: number): JudgedLead {
  const since = packed[at] as number;
  const marks = packed[at + 1] as number;
  const reachedAfter: (number | null)[] = [];
  for (let i = at + 4; i < at + 4 + outcomes; i++) reachedAfter.push(known(packed[i] as number));
  return {
    since,
    handed: (marks & HANDED) !== 0,
    reachedAfter,
    flagged: [(marks & BASE_FLAGGED) !== 0, (marks & HEAD_FLAGGED) !== 0],
    handedOver: [(marks & BASE_HANDED_OVER) !== 0, (marks & HEAD_HANDED_OVER) !== 0],
    score: [known(packed[at + 2] as number), known(packed[at + 3] as number)],
  };
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
