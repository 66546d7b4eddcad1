import type { Spent } from './spend-budget.js';

/** `extensions.cost` of an answer: what it took and what is left of the minute, in points; null where nothing is counted. */
export function describeCost(spent: Spent | null): Pick<Spent, 'cost' | 'limit' | 'remaining'> | null {
  if (!spent || spent.limit === 0) return null;
  return { cost: spent.cost, limit: spent.limit, remaining: spent.remaining };
}
