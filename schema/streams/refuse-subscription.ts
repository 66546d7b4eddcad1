import type { DocumentNode } from 'graphql';
import { GraphQLError, getOperationAST } from 'graphql';

/** The error for a subscription sent by plain HTTP, naming both places where it works; null for anything else. */
export function refuseSubscription(document: DocumentNode, operationName?: string | null): GraphQLError | null {
  if (getOperationAST(document, operationName)?.operation !== 'subscription') return null;
  return new GraphQLError(
    'A subscription is a stream: open it over WebSocket at /graphql (protocol graphql-transport-ws), or as server-sent ' +
      'events at /graphql/stream.',
    { extensions: { code: 'SUBSCRIPTION_OVER_HTTP' } },
  );
}
