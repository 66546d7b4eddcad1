import { compareBytes } from '../../scoring/facts.js';
import type { PoolDefinition, RoutedPerson } from './routing.js';

/**
 * Who of a pool is next: of the people who are there, at work and below their weekly limit, in order of id the one
 * after `last` (round robin), or the one with the fewest open handoffs (then fewest this week, then by id). Null: nobody.
 */
export function pickPerson(
  pool: PoolDefinition,
  people: readonly RoutedPerson[],
  last: string | null,
  onlyWorking: boolean,
): RoutedPerson | null {
  const able = people
    .filter((person) => person.pools.includes(pool.key) && canTake(pool, person, onlyWorking))
    .sort((a, b) => compareBytes(a.id, b.id));
  if (pool.pick === 'round-robin') {
    return able.find((person) => last !== null && compareBytes(person.id, last) > 0) ?? able[0] ?? null;
  }
  const [first] = able.sort(
    (a, b) => a.openHandoffs - b.openHandoffs || a.assignedThisWeek - b.assignedThisWeek || compareBytes(a.id, b.id),
  );
  return first ?? null;
}

function canTake(pool: PoolDefinition, person: RoutedPerson, onlyWorking: boolean): boolean {
  const limit = person.weeklyCapacity ?? pool.capacityPerWeek ?? Number.POSITIVE_INFINITY;
  return person.active && !person.away && (person.working || !onlyWorking) && person.assignedThisWeek < limit;
}
