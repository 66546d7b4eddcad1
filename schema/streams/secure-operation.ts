import type { DocumentNode } from 'graphql';
import { GraphQLError, getOperationAST, parse, validate } from 'graphql';
import type { Principal } from '../../server/auth/principal.js';
import type { Spent } from '../../server/guard/spend-budget.js';
import type { Operation, StreamParts } from './stream-parts.js';

const REMEMBERED = 500;
/** Errors of one document, before it says that there are too many. */
const TOLD = 4;
const REMEMBERED_LENGTH = 10_000;

/** A GraphQL request as it came over a stream's transport. */
export interface OperationRequest {
  query: string;
  operationName?: string | null;
  variables?: Readonly<Record<string, unknown>> | null;
}

/** What was decided of a request before anything runs; `spent` is null where nothing was counted. */
export type Secured = ({ errors: readonly GraphQLError[] } | Operation) & { spent: Spent | null };

/** Judges requests before anything runs: parsed, valid, allowed, paid for; or the errors that say why not. */
export type SecureOperation = (request: OperationRequest, principal: Principal) => Secured;

/** Remembers 500 short texts found valid, so that many sockets with one document cost one validation. */
export function createSecureOperation(parts: Pick<StreamParts, 'schema' | 'parse' | 'admit'>): SecureOperation {
  const valid = new Map<string, DocumentNode>();

  function read(text: string): DocumentNode | readonly GraphQLError[] {
    const known = valid.get(text);
    if (known) return known;
    try {
      const document = (parts.parse ?? parse)(text);
      const errors = validate(parts.schema, document, undefined, { maxErrors: TOLD });
      if (errors.length > 0) return errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED'));
      if (text.length > REMEMBERED_LENGTH) return document;
      if (valid.size >= REMEMBERED) valid.delete(valid.keys().next().value as string);
      valid.set(text, document);
      return document;
    } catch (error) {
      if (error instanceof GraphQLError) return [coded(error, 'GRAPHQL_PARSE_FAILED')];
      throw error;
    }
  }

  return (request, principal) => {
    const document = read(request.query);
    if (!('kind' in document)) return { errors: document, spent: null };
    const operationName = request.operationName ?? null;
    if (!getOperationAST(document, operationName)) {
      const message = 'Name the operation to run: `operationName`.';
      return { errors: [new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })], spent: null };
    }
    const operation = { document, operationName, variables: request.variables ?? {} };
    const { errors, spent } = parts.admit(operation, principal);
    return errors.length > 0 ? { errors, spent } : { ...operation, spent };
  };
}

function coded(error: GraphQLError, code: string): GraphQLError {
  if (!error.extensions.code) error.extensions.code = code;
  return error;
}
