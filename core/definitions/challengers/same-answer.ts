import type { ScoringModel } from '../../scoring/model.js';

/**
 * Whether two models say the same of a lead: the thresholds that are up on either side lead to the same stages, or, where
 * they lead nowhere, are called the same. `up` are keys; those of no threshold of the model say nothing.
 */
export function sameAnswer(
  live: { model: ScoringModel; up: readonly string[] },
  challenger: { model: ScoringModel; up: readonly string[] },
): boolean {
  const [mine, theirs] = [saidBy(live), saidBy(challenger)];
  return mine.size === theirs.size && [...mine].every((word) => theirs.has(word));
}

function saidBy({ model, up }: { model: ScoringModel; up: readonly string[] }): Set<string> {
  const raised = model.thresholds.filter(({ key }) => up.includes(key));
  return new Set(raised.map(({ key, moveTo, suggest }) => ((moveTo ?? suggest) ? `stage ${moveTo ?? suggest}` : key)));
}
