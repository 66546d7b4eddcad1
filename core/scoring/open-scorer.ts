import type { CompiledModel } from './compiled-model.js';
import type { Fact, Instant } from './facts.js';
import { scoreFromSnapshot } from './score-from-snapshot.js';
import { scoreWhole } from './score-whole.js';
import type { Scorer } from './scorer.js';

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
