import type { GraphQLSchema } from 'graphql';
import type { Principal } from '../../server/auth/principal.js';
import { asksForOwnRows } from '../../server/auth/rows/asks-for-own-rows.js';
import type { SubscriptionPlan } from './plan-subscription.js';
import { scopeOf } from './scope-of.js';

/** Equal for subscriptions that may share one execution: nothing in the answer depends on whose they are. */
export function sharingKey(schema: GraphQLSchema, plan: SubscriptionPlan, principal: Principal): string {
  const own = asksForOwnRows(schema, plan.operation.document, principal);
  return `${scopeOf(principal)} ${own ? `${principal.actor} ${principal.tokenId}` : ''}\n${plan.key}`;
}
