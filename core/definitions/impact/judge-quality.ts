import type { Estimate } from './estimate.js';
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
export function judgeQuality(leads: readonly JudgedLead[], outcomes: readonly string[], end: number): ModelQuality[] {
  return outcomes.flatMap((outcome, index) => {
    const patience = patienceFor(leads, index);
    const old = leads.filter(({ since }) => since + patience <= end);
    return (['BASE', 'HEAD'] as const).map((side): ModelQuality => {
      const at = side === 'BASE' ? 0 : 1;
      const reached = (lead: JudgedLead) => lead.reachedAfter[index] !== null;
      const flagged = old.filter((lead) => lead.flagged[at]);
      const good = old.filter(reached);
      const flaggedReached = flagged.filter(reached).length;
      const handed = old.filter((lead) => lead.handed && lead.handedOver[at]);
      return {
        side,
        outcome,
        judged: old.length,
        tooYoung: leads.length - old.length,
        precision: estimateShare(flaggedReached, flagged.length),
        recall: estimateShare(flaggedReached, good.length),
        lift: estimateLift({ flagged: flagged.length, flaggedReached, all: old.length, reached: good.length }),
        auc: aucOf(old, at, reached),
        conversion: estimateShare(handed.filter(reached).length, handed.length),
      };
    });
  });
}

function patienceFor(leads: readonly JudgedLead[], index: number): number {
  const took = leads.filter(({ handed }) => handed).flatMap(({ reachedAfter }) => reachedAfter[index] ?? []);
  if (took.length < KNOWN_FROM) return UNKNOWN_MS;
  took.sort((a, b) => a - b);
  return Math.max(0, took[Math.floor((took.length - 1) / 2)] as number);
}

function aucOf(leads: readonly JudgedLead[], side: 0 | 1, reached: (lead: JudgedLead) => boolean): Estimate | null {
  const positives: number[] = [];
  const negatives: number[] = [];
  for (const lead of leads) {
    const score = lead.score[side];
    if (score !== null) (reached(lead) ? positives : negatives).push(score);
  }
  return estimateAuc(positives, negatives);
}
