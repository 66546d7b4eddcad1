import type { GraphQLResolveInfo } from 'graphql';
import { CallerError } from '../../server/errors.js';
import type { PageRequest } from '../../server/leads/page.js';
import { asksFor } from './asks-for.js';

const DEFAULT = 25;

/**
 * The page asked for, judged: LIMIT_EXCEEDED above `limits.page`, BAD_USER_INPUT below 0 and for `first` with `last`.
 * Rows are counted only where the operation selects `totalCount`.
 */
export function pageRequest(asked: PageRequest, limits: { page: number }, info: GraphQLResolveInfo): PageRequest {
  const { first, after, last, before } = asked;
  if (isGiven(first) && isGiven(last)) throw new CallerError('BAD_USER_INPUT', 'Ask for first or last, not for both.');
  for (const [name, size] of Object.entries({ first, last })) {
    if (!isGiven(size)) continue;
    if (size < 0) throw new CallerError('BAD_USER_INPUT', `${name}: ${size} is below 0.`);
    if (size > limits.page) {
      throw new CallerError('LIMIT_EXCEEDED', `${name}: ${size} is more than a page holds, at most ${limits.page}.`);
    }
  }
  const usual = Math.min(DEFAULT, limits.page);
  const backward = isGiven(last) || (!isGiven(first) && isText(before));
  const size = backward ? { last: last ?? usual } : { first: first ?? usual };
  return {
    ...size,
    after: after ?? null,
    before: before ?? null,
    maxPage: limits.page,
    counted: asksFor(info, 'totalCount'),
  };
}

function isGiven(value: number | null | undefined): value is number {
  return value !== null && value !== undefined;
}

function isText(value: string | null | undefined): value is string {
  return value !== null && value !== undefined;
}
