import type { NewFact } from './insert-facts.js';
import type { PlacedItem } from './plan-facts.js';

/**
 * Which facts of accounts tell their other leads something: of undated ones in a row that say the same only the first
 * does. Nothing of another instant comes between, so that the rest would change no reading, now or by what comes late.
 */
export function findNews(
  placed: readonly PlacedItem[],
  facts: ReadonlyMap<number, readonly NewFact[]>,
): (row: NewFact) => boolean {
  const repeats = new Set<NewFact>();
  const told = new Map<string, string | null>();
  for (const { index, item, historical } of placed) {
    const undated = !historical && item.occurredAt === null && item.sequence === null;
    for (const row of facts.get(index) ?? []) {
      if (row.accountId === null) continue;
      const values = Object.entries(row.body).map(([path, value]): [string, string | null] => [
        `${row.accountId}\n${path}`,
        undated ? JSON.stringify(value) : null,
      ]);
      if (undated && values.every(([place, value]) => told.get(place) === value)) repeats.add(row);
      for (const [place, value] of values) told.set(place, value);
    }
  }
  return (row) => !repeats.has(row);
}
