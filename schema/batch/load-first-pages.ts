import DataLoader from 'dataloader';
import type { Page } from '../../server/leads/page.js';

/** Loads the first page of a list of many owners at once, one statement for each size asked for. */
export interface FirstPages<Row> {
  load(owner: string, size: number): Promise<Page<Row>>;
}

/** Makes such a loader over `list`, which answers in the order of the owners. */
export function loadFirstPages<Row>(
  list: (owners: readonly string[], size: number) => Promise<Page<Row>[]>,
): FirstPages<Row> {
  const bySize = new Map<number, DataLoader<string, Page<Row>>>();
  return {
    load(owner, size) {
      const known = bySize.get(size) ?? new DataLoader((owners) => list(owners, size));
      bySize.set(size, known);
      return known.load(owner);
    },
  };
}
