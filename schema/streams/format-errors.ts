import type { GraphQLFormattedError } from 'graphql';
import type { FormatError } from '../errors.js';
import { toGraphQLError } from './to-graphql-error.js';

/** Errors as the caller may see them. */
export function formatErrors(errors: readonly unknown[], formatError: FormatError): GraphQLFormattedError[] {
  return errors.map((error) => {
    const wrapped = toGraphQLError(error);
    return formatError(wrapped.toJSON(), wrapped);
  });
}
