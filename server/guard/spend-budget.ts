/** What one principal spent in the present minute. */
interface Spending {
  spent: number;
  resetAt: number;
}

/** The spendings of a process, by principal. */
export type Budgets = Map<string, Spending>;

/** What an operation was told about its budget: points, and when the minute ends (ms). */
export interface Spent {
  allowed: boolean;
  cost: number;
  limit: number;
  remaining: number;
  resetAt: number;
}

const MINUTE_MS = 60_000;
const SWEEP_ABOVE = 10_000;

/**
 * Takes `cost` points from the principal's budget of `limit` a minute; nothing is taken when it does not fit.
 * A limit of 0 is none: everything is allowed and still counted.
 */
export function spendBudget(budgets: Budgets, principal: string, cost: number, limit: number, now: number): Spent {
  if (budgets.size > SWEEP_ABOVE) for (const [key, each] of budgets) if (each.resetAt <= now) budgets.delete(key);
  let spending = budgets.get(principal);
  if (!spending || spending.resetAt <= now) {
    spending = { spent: 0, resetAt: now + MINUTE_MS };
    budgets.set(principal, spending);
  }
  const allowed = limit === 0 || spending.spent + cost <= limit;
  if (allowed) spending.spent += cost;
  const remaining = limit === 0 ? 0 : Math.max(0, limit - spending.spent);
  return { allowed, cost, limit, remaining, resetAt: spending.resetAt };
}
