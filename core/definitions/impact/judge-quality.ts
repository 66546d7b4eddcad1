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
  return outcomes.flatMap((outcome, index) => {
    const patience = patienceFor(leads, index);
    const sides = [openCounts(), openCounts()] as const;
    let [judged, tooYoung, good] = [0, 0, 0];
    for (const lead of leads) {
      if (lead.since + patience > end) {
        tooYoung++;
        continue;
      }
      judged++;
      const reached = lead.reachedAfter[index] !== null;
      if (reached) good++;
      for (const at of [0, 1] as const) count(sides[at], lead, at, reached);
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

function count(counts: Counts, lead: JudgedLead, at: 0 | 1, reached: boolean): void {
  if (lead.flagged[at]) {
    counts.flagged++;
    if (reached) counts.flaggedReached++;
  }
  if (lead.handed && lead.handedOver[at]) {
    counts.handed++;
    if (reached) counts.handedReached++;
  }
  const score = lead.score[at];
  if (score !== null) (reached ? counts.positives : counts.negatives).push(score);
}

function patienceFor(leads: Iterable<JudgedLead>, index: number): number {
  const took: number[] = [];
  for (const { handed, reachedAfter } of leads) {
    const after = reachedAfter[index] ?? null;
    if (handed && after !== null) took.push(after);
  }
  if (took.length < KNOWN_FROM) return UNKNOWN_MS;
  took.sort((a, b) => a - b);
  return Math.max(0, took[Math.floor((took.length - 1) / 2)] as number);
}
