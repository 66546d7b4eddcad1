import { type CountedTally, SAMPLED, type SliceTally } from './impact-tally.js';
import { openTally } from './open-tally.js';

/** The tally of all leads from those of its parts; the same whatever the parts, as long as each lead is in one. */
export function addTallies(parts: readonly CountedTally[]): CountedTally {
  const sum = openTally();
  const judged = new Float64Array(parts.reduce((all, part) => all + part.judged.length, 0));
  let before = 0;
  for (const part of parts) {
    for (const key of ['changed', 'unchanged', 'notEvaluable', 'errors', 'counted', 'gained', 'lost'] as const) {
      sum[key] += part[key];
    }
    if (part.faith) {
      const { crossings, mismatches } = sum.faith ?? { crossings: 0, mismatches: 0 };
      sum.faith = { crossings: crossings + part.faith.crossings, mismatches: mismatches + part.faith.mismatches };
    }
    for (const side of [0, 1] as const) {
      sum.flagged[side] += part.flagged[side];
      for (const at of part.handoffs[side]) sum.handoffs[side].push(at);
    }
    for (const [key, one] of part.thresholds) {
      const all = sum.thresholds.get(key) ?? { base: 0, head: 0, gained: 0, lost: 0, earlier: [] };
      for (const count of ['base', 'head', 'gained', 'lost'] as const) all[count] += one[count];
      for (const seconds of one.earlier) all.earlier.push(seconds);
      sum.thresholds.set(key, all);
    }
    for (const [key, count] of part.moves) sum.moves.set(key, (sum.moves.get(key) ?? 0) + count);
    for (const [points, [base, head]] of part.points) {
      const bin = sum.points.get(points) ?? [0, 0];
      sum.points.set(points, [bin[0] + base, bin[1] + head]);
    }
    addSlices(sum.bySource, part.bySource);
    addSlices(sum.bySegment, part.bySegment);
    judged.set(part.judged, before);
    before += part.judged.length;
    for (const kind of ['moved', 'staying'] as const) sum.sample[kind].push(...part.sample[kind]);
    sum.faults.push(...part.faults);
  }
  for (const kind of ['moved', 'staying'] as const) {
    sum.sample[kind] = sum.sample[kind].sort(byText).slice(0, SAMPLED);
  }
  sum.faults = sum.faults.sort(byText).slice(0, 5);
  return { ...sum, judged };
}

function addSlices(sum: Map<string | null, SliceTally>, part: ReadonlyMap<string | null, SliceTally>): void {
  for (const [value, one] of part) {
    const all = sum.get(value) ?? { leads: 0, base: 0, head: 0 };
    sum.set(value, { leads: all.leads + one.leads, base: all.base + one.base, head: all.head + one.head });
  }
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
