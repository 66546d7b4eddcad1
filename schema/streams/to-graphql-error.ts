import { GraphQLError } from 'graphql';

/** What a stream failed of, as a GraphQL error with its cause inside. */
export function toGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}
