import type { ImpactFrame } from './impact-frame.js';
import { type ImpactTally, SAMPLED, type SliceTally } from './impact-tally.js';
import { isMoved } from './is-moved.js';
import type { LeadComparison, ReplayedSide } from './lead-comparison.js';
import { packJudged } from './pack-judged.js';
import { renameSide } from './rename-side.js';

const ONE_POINT = 1_000_000;

/** Counts one lead. Leads come in order of their ids. */
export function tallyLead(tally: ImpactTally, frame: ImpactFrame, lead: LeadComparison): void {
  const { base, head } = lead;
  const [before, after] = [renameSide(base, frame.renames), renameSide(head, frame.renames)];
  const moved = isMoved(frame, lead);
  const isChanged = moved || before.trace !== after.trace;
  if (isChanged) tally.changed++;
  else if (base.evaluable || head.evaluable) tally.unchanged++;
  else tally.notEvaluable++;
  const sample = tally.sample[moved ? 'moved' : 'staying'];
  if (isChanged && sample.length < SAMPLED) sample.push(lead.id);
  if (moved) bump(tally.moves, `${base.stage}\n${after.stage}`);
  if (lead.faith) {
    tally.faith ??= { crossings: 0, mismatches: 0 };
    tally.faith.crossings += lead.faith.crossings;
    tally.faith.mismatches += lead.faith.mismatches;
  }
  tallyThresholds(tally, before.ups, after.ups);
  tallyFlags(tally, lead);
  for (const side of [0, 1] as const) {
    const { value, handedOver } = side === 0 ? base : head;
    tally.handoffs[side].push(...handedOver);
    if (value === null) continue;
    const points = Math.floor(value / ONE_POINT);
    const bin = tally.points.get(points) ?? [0, 0];
    bin[side]++;
    tally.points.set(points, bin);
  }
  if (!lead.counted) return;
  packJudged(tally.judged, {
    since: lead.since,
    handed: lead.handedAt !== null,
    reachedAfter: frame.outcomes.map((stage) => {
      const at = lead.reached[stage];
      return at === undefined ? null : at - lead.since;
    }),
    flagged: [base.flaggedAt !== null, head.flaggedAt !== null],
    handedOver: [base.handedOver.length > 0, head.handedOver.length > 0],
    score: [base.judgedBy, head.judgedBy],
  });
}

function tallyThresholds(tally: ImpactTally, before: ReplayedSide['ups'], after: ReplayedSide['ups']): void {
  for (const key in before) tallyThreshold(tally, key, before[key], after[key]);
  for (const key in after) if (before[key] === undefined) tallyThreshold(tally, key, undefined, after[key]);
}

function tallyThreshold(tally: ImpactTally, key: string, before: number | undefined, after: number | undefined): void {
  let one = tally.thresholds.get(key);
  if (!one) {
    one = { base: 0, head: 0, gained: 0, lost: 0, earlier: [] };
    tally.thresholds.set(key, one);
  }
  if (before !== undefined) one.base++;
  if (after !== undefined) one.head++;
  if (before === undefined) one.gained++;
  else if (after === undefined) one.lost++;
  else one.earlier.push((before - after) / 1000);
}

function tallyFlags(tally: ImpactTally, { base, head, source, segment, counted }: LeadComparison): void {
  const before = base.flaggedAt !== null;
  const after = head.flaggedAt !== null;
  if (before && !after) tally.lost++;
  if (after && !before) tally.gained++;
  if (counted) {
    tally.counted++;
    if (before) tally.flagged[0]++;
    if (after) tally.flagged[1]++;
  }
  tallySlice(tally.bySource, source, before, after);
  tallySlice(tally.bySegment, segment, before, after);
}

function tallySlice(
  slices: Map<string | null, SliceTally>,
  value: string | null,
  before: boolean,
  after: boolean,
): void {
  let slice = slices.get(value);
  if (!slice) {
    slice = { leads: 0, base: 0, head: 0 };
    slices.set(value, slice);
  }
  slice.leads++;
  if (before) slice.base++;
  if (after) slice.head++;
}

function bump(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
