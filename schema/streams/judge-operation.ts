import type { ExecutionArgs, GraphQLError } from 'graphql';
import { getOperationAST } from 'graphql';
import type { Principal } from '../../server/auth/principal.js';
import type { SubscriptionPlan } from './plan-subscription.js';
import { planSubscription } from './plan-subscription.js';
import type { OperationRequest, SecureOperation } from './secure-operation.js';
import type { StreamParts } from './stream-parts.js';
import { toGraphQLError } from './to-graphql-error.js';

/** What is to be done about a request: tell its errors, execute it, or let a stream flow from a place in the log. */
export type Judgement =
  | { errors: readonly GraphQLError[] }
  | { execution: ExecutionArgs }
  | { plan: SubscriptionPlan; position: number };

/** Judges a request as every transport of the streams does; `resumeAfter` wins over the `after` of a subscription. */
export async function judgeOperation(
  parts: Pick<StreamParts, 'schema' | 'feed' | 'createContext'>,
  secure: SecureOperation,
  request: OperationRequest,
  principal: Principal,
  resumeAfter?: string,
): Promise<Judgement> {
  const operation = secure(request, principal);
  if (!('document' in operation)) return { errors: operation };
  const { document, operationName, variables, spent } = operation;
  if (getOperationAST(document, operationName)?.operation !== 'subscription') {
    const contextValue = parts.createContext(principal, spent);
    return { execution: { schema: parts.schema, document, operationName, variableValues: variables, contextValue } };
  }
  const plan = planSubscription(parts.schema, { document, operationName, variables });
  if (!('key' in plan)) return { errors: plan };
  try {
    return { plan, position: await parts.feed.locate(resumeAfter ?? plan.after) };
  } catch (error) {
    return { errors: [toGraphQLError(error)] };
  }
}
