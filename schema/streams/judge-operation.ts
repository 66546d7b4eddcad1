import type { ExecutionArgs, GraphQLError } from 'graphql';
import { getOperationAST } from 'graphql';
import type { Principal } from '../../server/auth/principal.js';
import type { Spent } from '../../server/guard/spend-budget.js';
import { planSubscription } from './plan-subscription.js';
import type { OperationRequest, SecureOperation } from './secure-operation.js';
import type { FanOut } from './start-fan-out.js';
import type { Watches } from './start-watches.js';
import type { Operation, StreamParts } from './stream-parts.js';
import type { Outlet } from './subscriber.js';
import { toGraphQLError } from './to-graphql-error.js';

/** What is to be done about a request: tell its errors, execute it, or let a stream flow until `leave` is called. */
export type Judgement = (
  | { errors: readonly GraphQLError[] }
  | { execution: ExecutionArgs }
  | { operation: Operation; flow: (principal: Principal, outlet: Outlet) => () => void }
) & { spent: Spent | null };

/** What carries streams once they are judged. */
export interface StreamServices {
  secure: SecureOperation;
  fanOut: FanOut;
  watches: Watches;
}

/** Judges a request as every transport of the streams does; `resumeAfter` wins over the `after` of a subscription. */
export async function judgeOperation(
  parts: Pick<StreamParts, 'schema' | 'feed' | 'createContext'>,
  { secure, fanOut, watches }: StreamServices,
  request: OperationRequest,
  principal: Principal,
  resumeAfter?: string,
): Promise<Judgement> {
  const operation = secure(request, principal);
  if ('errors' in operation) return operation;
  const { document, operationName, variables, spent } = operation;
  if (getOperationAST(document, operationName)?.operation !== 'subscription') {
    const contextValue = parts.createContext(principal, spent);
    const execution = { schema: parts.schema, document, operationName, variableValues: variables, contextValue };
    return { execution, spent };
  }
  const plan = planSubscription(parts.schema, { document, operationName, variables });
  if (!('key' in plan)) return { errors: plan, spent };
  try {
    if ('watchable' in plan) {
      const version = await watches.locate(plan);
      const flow = (caller: Principal, outlet: Outlet) => watches.subscribe(plan, version, caller, outlet);
      return { operation: plan.operation, flow, spent };
    }
    const position = await parts.feed.locate(resumeAfter ?? plan.after);
    const flow = (caller: Principal, outlet: Outlet) => fanOut.subscribe(plan, position, caller, outlet);
    return { operation: plan.operation, flow, spent };
  } catch (error) {
    return { errors: [toGraphQLError(error)], spent };
  }
}
