import type { DocumentNode, GraphQLSchema } from 'graphql';
import { GraphQLError, print } from 'graphql';
import { authorizeOperation } from '../auth/permissions/authorize-operation.js';
import type { Principal } from '../auth/principal.js';
import { secondsLeft } from './budget-headers.js';
import { findWrongVariables } from './find-wrong-variables.js';
import { judgeTexts } from './judge-texts.js';
import { operationCost } from './operation-cost.js';
import type { DocumentLimits } from './parse-document.js';
import { parseDocument } from './parse-document.js';
import type { Budgets, Spent } from './spend-budget.js';
import { spendBudget } from './spend-budget.js';

/** An operation as it was sent, its document parsed and valid. */
export interface GuardedOperation {
  document: DocumentNode;
  operationName: string | null | undefined;
  variables: Readonly<Record<string, unknown>> | null | undefined;
}

/** What stands before every operation, by whatever transport it comes. */
export interface Guard {
  /** Reads a document within the limits; throws a GraphQLError: LIMIT_EXCEEDED, GRAPHQL_PARSE_FAILED, FORBIDDEN where only trusted ones run. */
  parse(text: string): DocumentNode;
  /** Whether a valid operation may run for this caller: errors that say why not, and what it took of his budget. */
  admit(operation: GuardedOperation, principal: Principal): { errors: GraphQLError[]; spent: Spent | null };
}

const REMEMBERED = 500;
const REMEMBERED_LENGTH = 20_000;

/** Makes the guard of a process; `rateLimit` in points a minute and principal, 0 is none. Only `trusted` documents pass, as printed; null: all. */
export function createGuard(options: {
  schema: GraphQLSchema;
  limits: DocumentLimits;
  rateLimit: number;
  trusted: ReadonlySet<string> | null;
}): Guard {
  const { schema, limits, rateLimit, trusted } = options;
  const budgets: Budgets = new Map();
  const known = new Map<string, DocumentNode>();
  /** Of a document that is kept: for which operation and which roles it was found allowed before. */
  const allowed = new WeakMap<DocumentNode, Set<string>>();

  function authorize({ document, operationName }: GuardedOperation, principal: Principal): GraphQLError[] {
    const key = `${operationName ?? ''} ${principal.kind} ${principal.roles.join()}`;
    if (allowed.get(document)?.has(key)) return [];
    const errors = authorizeOperation(schema, document, operationName, principal);
    if (errors.length === 0) allowed.set(document, (allowed.get(document) ?? new Set()).add(key));
    return errors;
  }

  return {
    parse(text) {
      const before = known.get(text);
      if (before) return before;
      const document = parseDocument(text, limits);
      if (trusted && !trusted.has(print(document))) throw untrusted();
      if (text.length > REMEMBERED_LENGTH) return document;
      if (known.size >= REMEMBERED) known.delete(known.keys().next().value as string);
      known.set(text, document);
      return document;
    },
    admit(operation, principal) {
      const { document, operationName, variables } = operation;
      const errors = authorize(operation, principal);
      if (errors.length > 0) return { errors, spent: null };
      const { bad, heavy } = judgeTexts(document, variables ?? {});
      if (bad) return { errors: [new GraphQLError(bad, { extensions: { code: 'BAD_USER_INPUT' } })], spent: null };
      const wrong = heavy ? findWrongVariables(schema, document, operationName, variables ?? {}) : [];
      if (wrong.length > 0) return { errors: wrong, spent: null };
      const { points, page } = operationCost(schema, document, operationName, variables ?? {});
      if (page > limits.page) return { errors: [tooLong(page, limits.page)], spent: null };
      if (points > limits.cost) return { errors: [tooExpensive(points, limits.cost)], spent: null };
      const spent = spendBudget(budgets, principal.actor, points, rateLimit, Date.now());
      return { errors: spent.allowed ? [] : [rateLimited(spent)], spent };
    },
  };
}

function untrusted(): GraphQLError {
  const message =
    'This server runs only documents it was given before (ACCORD_TRUSTED_DOCUMENTS); this is none of them.';
  return new GraphQLError(message, { extensions: { code: 'FORBIDDEN', http: { status: 403 } } });
}

function tooLong(page: number, most: number): GraphQLError {
  const message = `This operation asks for a page of ${page}, at most ${most} are answered (page).`;
  return new GraphQLError(message, { extensions: { code: 'LIMIT_EXCEEDED', http: { status: 400 } } });
}

function tooExpensive(cost: number, most: number): GraphQLError {
  const message = `This operation would cost ${cost} points, at most ${most} are allowed: ask for smaller pages.`;
  return new GraphQLError(message, { extensions: { code: 'LIMIT_EXCEEDED', http: { status: 400 } } });
}

function rateLimited(spent: Spent): GraphQLError {
  const { cost, limit, remaining } = spent;
  const retryAfter = secondsLeft(spent);
  return new GraphQLError(
    `This operation costs ${cost} points and ${remaining} of ${limit} a minute are left: try again in ${retryAfter} s.`,
    { extensions: { code: 'RATE_LIMITED', retryAfter, http: { status: 429 } } },
  );
}
