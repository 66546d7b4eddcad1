import type { ApolloServerPlugin } from '@apollo/server';
import { budgetHeaders } from './budget-headers.js';
import { describeCost } from './describe-cost.js';
import type { Spent } from './spend-budget.js';

/** Tells with every answer by HTTP what it took: `extensions.cost`, `RateLimit-…` headers; spent: 429 with `Retry-After`. */
export function tellBudget<Context extends { spent: Spent | null }>(): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response, contextValue: { spent } }) {
          const cost = describeCost(spent);
          if (!spent || !cost) return;
          for (const [name, value] of Object.entries(budgetHeaders(spent))) response.http.headers.set(name, value);
          if (!spent.allowed) response.http.status = 429;
          if (response.body.kind !== 'single') return;
          const { singleResult } = response.body;
          singleResult.extensions = { ...singleResult.extensions, cost };
        },
      };
    },
  };
}
