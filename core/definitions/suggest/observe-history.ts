import type { CompiledModel } from '../../scoring/compiled-model.js';
import { evaluateFirst } from '../../scoring/evaluate-first.js';
import { explain } from '../../scoring/explain.js';
import type { Fact } from '../../scoring/facts.js';
import { fromMicro } from '../../scoring/micro.js';
import type { Contribution } from '../../scoring/results.js';
import { buildTimeline } from '../../scoring/timeline.js';
import type { LeadHistory } from '../impact/lead-history.js';
import type { Lifecycle } from '../tree.js';
import { judgedMoment } from './judged-moment.js';
import type { Observation } from './observation.js';

/** A lead from its history, as of `end`; null where the model did not score it then. Later facts than its moment are in `later` only. */
export function observeHistory(
  compiled: CompiledModel,
  lifecycle: Lifecycle,
  history: Pick<LeadHistory, 'id' | 'memory' | 'arrivals' | 'entered'>,
  { outcome, end }: { outcome: string; end: number },
): Observation | null {
  const told = history.arrivals.flatMap((arrival): readonly Fact[] => (arrival.kind === 'facts' ? arrival.facts : []));
  const timeline = buildTimeline([...history.memory.facts, ...told].filter(({ receivedAt }) => receivedAt <= end));
  const entries = [...history.entered].map(([stage, at]) => ({ stage, at }));
  const acted = timeline.facts.findLast(({ kind, occurredAt }) => kind === 'activity' && occurredAt <= end);
  const lastActivityAt = acted?.occurredAt ?? null;
  const { at, since, contacted, reachedAfter } = judgedMoment(lifecycle, outcome, entries, end, lastActivityAt);
  if (!evaluateFirst([compiled], timeline, at).evaluation?.applies) return null;
  const features = featuresOf(compiled.model.rules, explain(compiled, timeline, at).contributions.map(inPoints));
  const later =
    at === end || !contacted
      ? features
      : featuresOf(compiled.model.rules, explain(compiled, timeline, end).contributions.map(inPoints));
  return { id: history.id, judgedAt: at, since, contacted, reachedAfter, features, later };
}

function inPoints({ rule, points, holds }: Contribution) {
  return { rule, points: fromMicro(points), holds };
}

/** How often each rule holds, in times its points: what it gave by what it gives; of a rule of 0 points whether it holds. */
export function featuresOf(
  rules: readonly { key: string; points: number }[],
  contributions: readonly { rule: string; points: number; holds: boolean }[],
): { [rule: string]: number } {
  const given = new Map(contributions.map((one) => [one.rule, one]));
  return Object.fromEntries(
    rules.map(({ key, points }) => {
      const one = given.get(key);
      if (!one) return [key, 0];
      return [key, points === 0 ? Number(one.holds) : one.points / points + 0];
    }),
  );
}
