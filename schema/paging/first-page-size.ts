import type { PageRequest } from '../../server/leads/page.js';

/** The size of a page from the start that is not counted, which can be read for many owners at once; null for any other. */
export function firstPageSize({ first, after, before, counted }: PageRequest): number | null {
  const isPlain = typeof first === 'number' && !after && !before && counted === false;
  return isPlain ? first : null;
}
