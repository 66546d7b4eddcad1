import { GraphQLError } from 'graphql';

/** The error of a document that is more than a caller may send: names what was counted and what is allowed. */
export function limitError(what: string, found: number | string, allowed: number, name: string): GraphQLError {
  return new GraphQLError(`This document has ${found} ${what}, at most ${allowed} are allowed (${name}).`, {
    extensions: { code: 'LIMIT_EXCEEDED', http: { status: 400 } },
  });
}
