import type { Fact } from './facts.js';
import type { CrossingCause } from './results.js';

/** The cause that a crossing after this fact has. */
export function causeOf(fact: Fact): CrossingCause {
  if (fact.kind === 'activity') return 'ACTIVITY';
  return fact.kind === 'qualification' ? 'QUALIFICATION' : 'ATTRIBUTE';
}
