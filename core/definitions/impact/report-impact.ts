import type { CompiledTree } from '../compile-tree.js';
import { stageOrder } from '../stage-order.js';
import type { ImpactFrame } from './impact-frame.js';
import type {
  HistogramBin,
  ImpactFigures,
  LoadPoint,
  SliceImpact,
  StageMove,
  ThresholdImpact,
} from './impact-report.js';
import { type CountedTally, type ImpactTally, SAMPLED, type SliceTally, type ThresholdTally } from './impact-tally.js';
import { judgeQuality } from './judge-quality.js';
import type { ImpactWindow } from './lead-history.js';
import { weekOf } from './week-of.js';

const BINS = 20;
const WEEK_MS = 7 * 86_400_000;

/** The figures of a whole tally, weeks in the window's zone; `capacity` is what the pools take a week, null where nobody said. */
export function reportImpact(
  base: CompiledTree,
  frame: ImpactFrame,
  window: ImpactWindow & { timeZone: string },
  tally: CountedTally,
  capacity: number | null,
): ImpactFigures {
  const { changed, unchanged, notEvaluable, errors, faith, counted, flagged } = tally;
  return {
    leads: changed + unchanged + notEvaluable + errors,
    changed,
    unchanged,
    notEvaluable,
    errors,
    mismatchShare: faith === null ? null : faith.crossings === 0 ? 0 : faith.mismatches / faith.crossings,
    flaggedShareBase: counted === 0 ? null : flagged[0] / counted,
    flaggedShareHead: counted === 0 ? null : flagged[1] / counted,
    gained: tally.gained,
    lost: tally.lost,
    thresholds: [...tally.thresholds].map(([key, one]) => thresholdImpact(key, one)).sort(byKey),
    moves: movesOf(base, tally.moves),
    distribution: distributionOf(tally.points),
    bySource: slicesOf(tally.bySource),
    bySegment: slicesOf(tally.bySegment),
    quality: judgeQuality(tally.judged, frame.outcomes, window.to),
    weeklyLoad: loadOf(base, window, tally.handoffs, capacity),
    sample: [...tally.sample.moved, ...tally.sample.staying].slice(0, SAMPLED),
    faults: tally.faults,
  };
}

function thresholdImpact(key: string, { base, head, gained, lost, earlier }: ThresholdTally): ThresholdImpact {
  const sorted = [...earlier].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const odd = sorted.length % 2 === 1;
  const median = odd ? sorted[middle] : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
  return { key, base, head, gained, lost, earlierSeconds: sorted.length === 0 ? null : (median as number) };
}

function byKey(a: { key: string }, b: { key: string }): number {
  return a.key < b.key ? -1 : Number(a.key > b.key);
}

function movesOf({ tree }: CompiledTree, moves: ReadonlyMap<string, number>): StageMove[] {
  const order = stageOrder(tree.lifecycle);
  const place = (stage: string) => order.get(stage) ?? order.size;
  return [...moves]
    .map(([key, count]): StageMove => {
      const [from = '', to = ''] = key.split('\n');
      return { from, to, count };
    })
    .sort((a, b) => b.count - a.count || place(a.from) - place(b.from) || place(a.to) - place(b.to));
}

/** Equal bins over all whole points there are; each side's leads in them. */
function distributionOf(points: ReadonlyMap<number, readonly [number, number]>): HistogramBin[] {
  if (points.size === 0) return [];
  let [low, high] = [Infinity, -Infinity];
  for (const point of points.keys()) [low, high] = [Math.min(low, point), Math.max(high, point)];
  const width = Math.max(1, Math.ceil((high + 1 - low) / BINS));
  const bins = Array.from({ length: Math.ceil((high + 1 - low) / width) }, (_, index): HistogramBin => {
    return { from: low + index * width, to: low + (index + 1) * width, count: 0, headCount: 0 };
  });
  for (const [point, [base, head]] of points) {
    const bin = bins[Math.floor((point - low) / width)] as HistogramBin;
    bin.count += base;
    bin.headCount += head;
  }
  return bins;
}

function slicesOf(slices: ReadonlyMap<string | null, SliceTally>): SliceImpact[] {
  const rows = [...slices].map(([value, slice]): SliceImpact => ({ value, ...slice }));
  return rows.sort((a, b) => b.leads - a.leads || byText(a.value ?? '', b.value ?? ''));
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Every week that the window touches, quiet ones too. */
function loadOf(
  { tree }: CompiledTree,
  window: ImpactWindow & { timeZone: string },
  handoffs: ImpactTally['handoffs'],
  capacity: number | null,
): LoadPoint[] {
  const week = weekOf(window.timeZone, tree.benchmarks.weekStart ?? 'monday');
  const points = new Map<string, LoadPoint>();
  const at = (instant: number): LoadPoint => {
    const key = week(instant);
    const point = points.get(key) ?? { week: key, base: 0, head: 0, capacity };
    points.set(key, point);
    return point;
  };
  for (let instant = window.from; instant < window.to; instant += WEEK_MS) at(instant);
  at(window.to - 1);
  for (const instant of handoffs[0]) at(instant).base++;
  for (const instant of handoffs[1]) at(instant).head++;
  return [...points.values()].sort((a, b) => byText(a.week, b.week));
}
