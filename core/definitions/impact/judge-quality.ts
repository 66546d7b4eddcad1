import { estimateAuc } from './estimate-auc.js';
import { estimateLift } from './estimate-lift.js';
import { estimateShare } from './estimate-share.js';
import type { ModelQuality } from './impact-report.js';
import type { JudgedLead } from './impact-tally.js';

const DAY_MS = 86_400_000;
/** With fewer ways from handoff to outcome than this, how long one takes is not known. */
const KNOWN_FROM = 20;
const UNKNOWN_MS = 30 * DAY_MS;

/**
 * Holds each side against what really happened. A lead is too young when less time has passed since it was handed over (or
 * flagged, or made) than half of the leads that reached the outcome took, or 30 days where fewer than 20 did. Conversion is of
 * leads that this side hands over and that sales really had: nobody tried the others.
 */
export function judgeQuality(leads: Iterable<JudgedLead>, outcomes: readonly string[], end: number): ModelQuality[] {
  const known = gather(leads, outcomes.length);
  return outcomes.flatMap((outcome, index) => {
    const reachedAfter = known.reachedAfter[index] as number[];
    const patience = patienceFor(known.marks, reachedAfter);
    const sides = [openCounts(), openCounts()] as const;
    let judged = 0;
    let tooYoung = 0;
    let good = 0;
    for (let i = 0; i < known.since.length; i++) {
      if ((known.since[i] as number) + patience > end) {
        tooYoung++;
        continue;
      }
      judged++;
      const reached = !Number.isNaN(reachedAfter[i] as number);
      if (reached) good++;
      count(sides[0], known.marks[i] as number, 0, known.scores[0][i] as number, reached);
      count(sides[1], known.marks[i] as number, 1, known.scores[1][i] as number, reached);
    }
    return sides.map((side, at): ModelQuality => {
      const { flagged, flaggedReached } = side;
      return {
        side: at === 0 ? 'BASE' : 'HEAD',
        outcome,
        judged,
        tooYoung,
        precision: estimateShare(flaggedReached, flagged),
        recall: estimateShare(flaggedReached, good),
        lift: estimateLift({ flagged, flaggedReached, all: judged, reached: good }),
        auc: estimateAuc(side.positives, side.negatives),
        conversion: estimateShare(side.handedReached, side.handed),
      };
    });
  });
}

const HANDED = 1;
/** By side. */
const FLAGGED = [2, 4] as const;
const HANDED_OVER = [8, 16] as const;

/** Leads as columns: there may be a million, and they are looked at for each outcome. NaN: not reached, no score. */
interface JudgedColumns {
  since: number[];
  marks: number[];
  scores: [base: number[], head: number[]];
  reachedAfter: number[][];
}

function gather(leads: Iterable<JudgedLead>, outcomes: number): JudgedColumns {
  const columns: JudgedColumns = {
    since: [],
    marks: [],
    scores: [[], []],
    reachedAfter: Array.from({ length: outcomes }, () => []),
  };
  for (const { since, handed, flagged, handedOver, score, reachedAfter } of leads) {
    let marks = handed ? HANDED : 0;
    if (flagged[0]) marks |= FLAGGED[0];
    if (flagged[1]) marks |= FLAGGED[1];
    if (handedOver[0]) marks |= HANDED_OVER[0];
    if (handedOver[1]) marks |= HANDED_OVER[1];
    columns.since.push(since);
    columns.marks.push(marks);
    columns.scores[0].push(score[0] ?? Number.NaN);
    columns.scores[1].push(score[1] ?? Number.NaN);
    for (let i = 0; i < outcomes; i++) columns.reachedAfter[i]?.push(reachedAfter[i] ?? Number.NaN);
  }
  return columns;
}

/** What one side comes to; scores of leads that reached the outcome, and of those that did not. */
interface Counts {
  flagged: number;
  flaggedReached: number;
  handed: number;
  handedReached: number;
  positives: number[];
  negatives: number[];
}

function openCounts(): Counts {
  return { flagged: 0, flaggedReached: 0, handed: 0, handedReached: 0, positives: [], negatives: [] };
}

function count(counts: Counts, marks: number, side: 0 | 1, score: number, reached: boolean): void {
  if ((marks & FLAGGED[side]) !== 0) {
    counts.flagged++;
    if (reached) counts.flaggedReached++;
  }
  if ((marks & HANDED) !== 0 && (marks & HANDED_OVER[side]) !== 0) {
    counts.handed++;
    if (reached) counts.handedReached++;
  }
  if (!Number.isNaN(score)) (reached ? counts.positives : counts.negatives).push(score);
}

function patienceFor(marks: readonly number[], reachedAfter: readonly number[]): number {
  const took: number[] = [];
  for (let i = 0; i < marks.length; i++) {
    const after = reachedAfter[i] as number;
    if (((marks[i] as number) & HANDED) !== 0 && !Number.isNaN(after)) took.push(after);
  }
  if (took.length < KNOWN_FROM) return UNKNOWN_MS;
  const sorted = Float64Array.from(took).sort();
  return Math.max(0, sorted[Math.floor((sorted.length - 1) / 2)] as number);
}
