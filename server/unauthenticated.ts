import { GraphQLError } from 'graphql';

/** The refusal of a caller without a token that is known here; `header` is what he sent. */
export function unauthenticated(header: string | undefined): GraphQLError {
  const message = header
    ? 'The token is not known here, or it has ended: ask for another.'
    : 'Send a token: Authorization: Bearer TOKEN.';
  return new GraphQLError(message, { extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } });
}
