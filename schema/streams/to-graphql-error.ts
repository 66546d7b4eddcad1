import { GraphQLError } from 'graphql';
import { CursorError } from '../../server/events/cursor-error.js';

/** What a stream failed of, as a GraphQL error: a cursor's refusal keeps its code, the rest stays what it was. */
export function toGraphQLError(error: unknown): GraphQLError {
  const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  if (cause instanceof CursorError) {
    return new GraphQLError(cause.message, {
      extensions: { code: cause.code, ...(cause.earliest ? { earliest: cause.earliest } : {}) },
    });
  }
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}
