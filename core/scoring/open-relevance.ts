import type { CompiledModel } from './compiled-model.js';
import type { Fact } from './facts.js';
import { isRelevant } from './retention.js';

const NOTHING_KEPT: ReadonlySet<string> = new Set();
/** Senders name types and paths as they like: what is remembered of them has an end. */
const REMEMBERED = 10_000;

/** Answers whether a fact can change what these models say at any instant; remembers types and paths. */
export function openRelevance(models: readonly CompiledModel[]): (fact: Fact) => boolean {
  const scope = { models, keep: NOTHING_KEPT };
  const known = { activity: new Map<string, boolean>(), attribute: new Map<string, boolean>() };
  return (fact) => {
    if (fact.kind !== 'activity' && fact.kind !== 'attribute') return true;
    const names = known[fact.kind];
    const name = fact.kind === 'activity' ? fact.type : fact.path;
    let relevant = names.get(name);
    if (relevant === undefined) {
      relevant = isRelevant(scope, fact);
      if (names.size < REMEMBERED) names.set(name, relevant);
    }
    return relevant;
  };
}
