import { CallerError } from '../../server/errors.js';
import type { Page, PageRequest } from '../../server/leads/page.js';

/** A page, forwards, of a list that is at hand as a whole. Throws CURSOR_INVALID for a cursor of none of its rows. */
export function pageOfAll<Row extends { id: string }>(rows: readonly Row[], request: PageRequest): Page<Row> {
  const cursors = rows.map((row) => Buffer.from(row.id).toString('base64url'));
  const after = request.after ?? null;
  const start = after === null ? 0 : cursors.indexOf(after) + 1;
  if (after !== null && start === 0) {
    throw new CallerError('CURSOR_INVALID', 'This cursor is not one of this list: take it from pageInfo or an edge.');
  }
  const end = start + (request.first ?? rows.length);
  return {
    nodes: rows.slice(start, end),
    cursors: cursors.slice(start, end),
    hasNextPage: end < rows.length,
    hasPreviousPage: start > 0,
    totalCount: rows.length,
  };
}
