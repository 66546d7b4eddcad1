import { estimateAuc } from './estimate-auc.js';
import { estimateLift } from './estimate-lift.js';
import { estimateShare } from './estimate-share.js';
import type { ModelQuality } from './impact-report.js';
import { MARK, PLACE } from './pack-judged.js';

const DAY_MS = 86_400_000;
/** With fewer ways from handoff to outcome than this, how long one takes is not known. */
const KNOWN_FROM = 20;
const UNKNOWN_MS = 30 * DAY_MS;

/** Leads as `packJudged` packs them: looked at for each outcome, and never made into objects. */
type Packed = ArrayLike<number>;

/**
 * Holds each side against what really happened. A lead is too young when less time has passed since it was handed over (or
 * flagged, or made) than half of the leads that reached the outcome took, or 30 days where fewer than 20 did. Conversion is of
 * leads that this side hands over and that sales really had: nobody tried the others.
 */
export function judgeQuality(leads: Packed, outcomes: readonly string[], end: number): ModelQuality[] {
  const size = PLACE.reachedAfter + outcomes.length;
  return outcomes.flatMap((outcome, index) => {
    const outcomePlace = PLACE.reachedAfter + index;
    const patience = patienceFor(leads, size, outcomePlace);
    const sides = [openCounts(), openCounts()] as const;
    let judged = 0;
    let tooYoung = 0;
    let good = 0;
    for (let lead = 0; lead < leads.length; lead += size) {
      if ((leads[lead + PLACE.since] as number) + patience > end) {
        tooYoung++;
        continue;
      }
      judged++;
      const reached = !Number.isNaN(leads[lead + outcomePlace]);
      if (reached) good++;
      const marks = leads[lead + PLACE.marks] as number;
      count(sides[0], marks, 0, leads[lead + PLACE.scores[0]] as number, reached);
      count(sides[1], marks, 1, leads[lead + PLACE.scores[1]] as number, reached);
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

function count(counts: Counts, marks: number, side: 0 | 1, score: number, reached: boolean): void {
  if ((marks & MARK.flagged[side]) !== 0) {
    counts.flagged++;
    if (reached) counts.flaggedReached++;
  }
  if ((marks & MARK.handed) !== 0 && (marks & MARK.handedOver[side]) !== 0) {
    counts.handed++;
    if (reached) counts.handedReached++;
  }
  if (!Number.isNaN(score)) (reached ? counts.positives : counts.negatives).push(score);
}

function patienceFor(leads: Packed, size: number, outcomePlace: number): number {
  const took: number[] = [];
  for (let lead = 0; lead < leads.length; lead += size) {
    const after = leads[lead + outcomePlace] as number;
    if (((leads[lead + PLACE.marks] as number) & MARK.handed) !== 0 && !Number.isNaN(after)) took.push(after);
  }
  if (took.length < KNOWN_FROM) return UNKNOWN_MS;
  const sorted = Float64Array.from(took).sort();
  return Math.max(0, sorted[Math.floor((sorted.length - 1) / 2)] as number);
}
