import type { Fact, Instant } from '../../core/scoring/facts.js';
import { buildTimeline } from '../../core/scoring/timeline.js';

/** Criteria and attributes in which a lead says what troubles it. */
const TELLING = /need|pain|problem|challenge/i;

/** The problem a lead stated last, by `at`: the value of such an answer or attribute; null where it stated none. */
export function readProblem(facts: readonly Fact[], at: Instant): string | null {
  const told = buildTimeline(facts).facts.findLast((fact) => {
    if (fact.occurredAt > at) return false;
    if (fact.kind === 'qualification') return TELLING.test(fact.criterion) && isText(fact.value);
    return fact.kind === 'attribute' && TELLING.test(fact.path) && isText(fact.value);
  });
  return told?.kind === 'qualification' || told?.kind === 'attribute' ? String(told.value) : null;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
