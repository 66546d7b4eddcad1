import type { CompiledModel } from './compiled-model.js';
import type { FirstEvaluation } from './evaluate-first.js';
import type { Fact, Instant } from './facts.js';
import { scoreFromSnapshot } from './score-from-snapshot.js';
import { scoreWhole } from './score-whole.js';
import type { Timeline } from './timeline-index.js';

/** Scores one lead fact by fact, bit for bit as `evaluateFirst` does over the whole timeline. */
export interface Scorer {
  /** Facts as they were given; from a snapshot only those that still matter. */
  readonly facts: readonly Fact[];
  /** What counts of them. */
  readonly timeline: Timeline;
  /** False, from a snapshot only: this fact cannot be applied without the facts left out (retraction, change of account, too late). Not for duplicates. */
  apply(fact: Fact): boolean;
  /** Moves the instant of evaluation on; never back. */
  advanceTo(instant: Instant): void;
  /** The lead at that instant under the first of the models that applies to it. */
  first(): FirstEvaluation;
  /** What a scorer needs to go on from that instant; null when it would be too big to keep. */
  snapshot(): string | null;
}

/** Where a scorer begins: all facts of a lead, or a snapshot; `at` is the last instant it was evaluated at. */
export type ScorerStart = { at: Instant } & ({ facts: readonly Fact[] } | { snapshot: string });

/**
 * Opens a scorer over models in the order in which they are asked whether they apply. Paths in `keep` stay in snapshots
 * although no model reads them. Throws RangeError on a snapshot that was taken under other models.
 */
export function openScorer(
  models: readonly CompiledModel[],
  start: ScorerStart,
  keep: ReadonlySet<string> = new Set(),
): Scorer {
  const scope = { models, keep };
  return 'facts' in start
    ? scoreWhole(scope, start.facts, start.at)
    : scoreFromSnapshot(scope, start.snapshot, start.at);
}
