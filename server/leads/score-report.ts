import type { Benchmarks } from '../../core/definitions/tree.js';
import type { CompiledModel } from '../../core/scoring/compiled-model.js';
import { explain } from '../../core/scoring/explain.js';
import type { Instant } from '../../core/scoring/facts.js';
import { fromMicro } from '../../core/scoring/micro.js';
import type { ScoreReading, ThresholdStates } from '../../core/scoring/results.js';
import type { Timeline } from '../../core/scoring/timeline.js';
import { timelineUpTo } from '../../core/scoring/timeline-up-to.js';
import { contributionRow } from './contribution-row.js';
import type { ScoreReport, ScoreValueRow } from './score.js';

/**
 * A lead's score under a model at an instant, explained; facts dated later do not count, in `nextChangeAt` neither.
 * `states` say which thresholds are up.
 */
export function scoreReport(
  compiled: CompiledModel,
  timeline: Timeline,
  at: Instant,
  context: { states: ThresholdStates; commit: string; benchmarks: Benchmarks; ids: ReadonlyMap<string, number> },
): ScoreReport {
  const found = explain(compiled, timelineUpTo(timeline, at), at);
  const { nextChangeAt } = found;
  return {
    at: new Date(at),
    applies: found.applies,
    model: { key: compiled.model.key, version: compiled.model.version, commit: context.commit },
    primary: found.primary,
    value: fromMicro(found.value),
    values: scoreValues(compiled, found.scores, context.benchmarks),
    contributions: found.contributions.map((one) => contributionRow(one, context.ids)),
    thresholds: found.thresholds.map(({ key, missing, summary }) => ({
      key,
      crossed: context.states[key]?.up ?? false,
      missing,
      summary,
    })),
    nextChangeAt: nextChangeAt === null ? null : new Date(nextChangeAt),
  };
}

/** The scores of a model in points; the primary one with the band of benchmarks.json it lies in. */
export function scoreValues(
  compiled: CompiledModel,
  readings: readonly ScoreReading[],
  benchmarks: Benchmarks,
): ScoreValueRow[] {
  return readings.map(({ key, value, raw }) => {
    const { min = null, max = null } = compiled.model.scores[key] ?? {};
    const points = fromMicro(value);
    const band = key === compiled.primary ? bandOf(points, benchmarks) : null;
    return { key, value: points, raw: fromMicro(raw), min, max, band };
  });
}

function bandOf(points: number, { scoreBands = [] }: Benchmarks): string | null {
  const reached = scoreBands.filter((band) => (band.atLeast ?? -Infinity) <= points);
  const highest = reached.sort((a, b) => (b.atLeast ?? -Infinity) - (a.atLeast ?? -Infinity))[0];
  return highest?.key ?? null;
}

/** The report where no model applies to the lead. */
export function noScore(at: Instant): ScoreReport {
  const nothing = { values: [], contributions: [], thresholds: [], nextChangeAt: null };
  return { at: new Date(at), applies: false, model: null, primary: '', value: 0, ...nothing };
}
