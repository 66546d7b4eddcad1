import { describeCost } from './describe-cost.js';
import type { Spent } from './spend-budget.js';

/** The `RateLimit-…` headers of an answer, with `Retry-After` where the budget was spent; none where nothing is counted. */
export function budgetHeaders(spent: Spent | null): Record<string, string> {
  const cost = describeCost(spent);
  if (!spent || !cost) return {};
  const seconds = String(secondsLeft(spent));
  return {
    'ratelimit-limit': String(cost.limit),
    'ratelimit-remaining': String(cost.remaining),
    'ratelimit-reset': seconds,
    ...(spent.allowed ? {} : { 'retry-after': seconds }),
  };
}

/** Whole seconds until the minute of a budget is over, 1 at least. */
export function secondsLeft({ resetAt }: Pick<Spent, 'resetAt'>): number {
  return Math.max(1, Math.ceil((resetAt - Date.now()) / 1000));
}
