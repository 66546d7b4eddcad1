import type { ApolloServerPlugin } from '@apollo/server';
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
          const seconds = String(Math.max(1, Math.ceil((spent.resetAt - Date.now()) / 1000)));
          response.http.headers.set('ratelimit-limit', String(cost.limit));
          response.http.headers.set('ratelimit-remaining', String(cost.remaining));
          response.http.headers.set('ratelimit-reset', seconds);
          if (!spent.allowed) {
            response.http.status = 429;
            response.http.headers.set('retry-after', seconds);
          }
          if (response.body.kind !== 'single') return;
          const { singleResult } = response.body;
          singleResult.extensions = { ...singleResult.extensions, cost };
        },
      };
    },
  };
}
