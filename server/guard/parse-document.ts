import type { DocumentNode } from 'graphql';
import { GraphQLError, parse } from 'graphql';
import type { Limits } from '../config.js';
import { countTokens } from './count-tokens.js';
import { dropRepeats } from './drop-repeats.js';
import { limitError } from './limit-error.js';
import { measureDocument } from './measure-document.js';

/** What of the limits is about a document. */
export type DocumentLimits = Pick<
  Limits,
  'tokens' | 'depth' | 'aliases' | 'directives' | 'rootFields' | 'cost' | 'page'
>;

/**
 * Parses a document within its limits, before anything that could take longer than its size. Throws a GraphQLError,
 * LIMIT_EXCEEDED or GRAPHQL_PARSE_FAILED.
 */
export function parseDocument(text: string, limits: DocumentLimits): DocumentNode {
  const document = read(text, limits);
  const size = measureDocument(document);
  if (size.depth > limits.depth) throw limitError('nested selection sets', size.depth, limits.depth, 'depth');
  if (size.aliases > limits.aliases) throw limitError('aliases', size.aliases, limits.aliases, 'aliases');
  if (size.directives > limits.directives)
    throw limitError('directives', size.directives, limits.directives, 'directives');
  if (size.rootFields > limits.rootFields)
    throw limitError('root fields', size.rootFields, limits.rootFields, 'root fields');
  return dropRepeats(document);
}

function read(text: string, limits: DocumentLimits): DocumentNode {
  try {
    if (countTokens(text, limits.tokens) > limits.tokens) {
      throw limitError('tokens, comments counted', `more than ${limits.tokens}`, limits.tokens, 'tokens');
    }
    return parse(text);
  } catch (error) {
    if (error instanceof GraphQLError && !error.extensions['code']) error.extensions['code'] = 'GRAPHQL_PARSE_FAILED';
    throw error;
  }
}
