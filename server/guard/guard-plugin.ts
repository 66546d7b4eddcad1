import type { ApolloServerPlugin } from '@apollo/server';
import type { Principal } from '../auth/principal.js';
import type { Guard } from './create-guard.js';
import type { Spent } from './spend-budget.js';

/** What the guard needs of the context of an HTTP request, and leaves there. */
interface GuardedContext {
  principal: Principal;
  spent: Spent | null;
}

/** Asks the guard before an operation that came by HTTP runs; `extensions.cost` and `RateLimit` headers tell what it took. */
export function guardPlugin<Context extends GuardedContext>(guard: Guard): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, request, contextValue }) {
          const { errors, spent } = guard.admit(
            { document, operationName: request.operationName, variables: request.variables },
            contextValue.principal,
          );
          contextValue.spent = spent;
          if (errors[0]) throw errors[0];
        },
        async willSendResponse({ response, contextValue: { spent } }) {
          if (!spent || spent.limit === 0) return;
          response.http.headers.set('ratelimit-limit', String(spent.limit));
          response.http.headers.set('ratelimit-remaining', String(spent.remaining));
          response.http.headers.set(
            'ratelimit-reset',
            String(Math.max(0, Math.ceil((spent.resetAt - Date.now()) / 1000))),
          );
          if (response.body.kind !== 'single') return;
          const { singleResult } = response.body;
          const { cost, limit, remaining } = spent;
          singleResult.extensions = { ...singleResult.extensions, cost: { cost, limit, remaining } };
        },
      };
    },
  };
}
