import { randomUUID } from 'node:crypto';
import type { GraphQLFormattedError } from 'graphql';
import { GraphQLError } from 'graphql';
import { isDatabaseAway } from '../server/db/is-database-away.js';
import type { ErrorCode } from '../server/errors.js';
import { CallerError } from '../server/errors.js';

const CODES: Readonly<Record<string, ErrorCode>> = {
  UNAUTHENTICATED: 'UNAUTHENTICATED',
  FORBIDDEN: 'FORBIDDEN',
  BAD_USER_INPUT: 'BAD_USER_INPUT',
  GRAPHQL_PARSE_FAILED: 'GRAPHQL_PARSE_FAILED',
  GRAPHQL_VALIDATION_FAILED: 'GRAPHQL_VALIDATION_FAILED',
  LIMIT_EXCEEDED: 'LIMIT_EXCEEDED',
  RATE_LIMITED: 'RATE_LIMITED',
  OVERLOADED: 'OVERLOADED',
  TIMEOUT: 'TIMEOUT',
  CURSOR_INVALID: 'CURSOR_INVALID',
  CURSOR_EPOCH: 'CURSOR_EPOCH',
  CURSOR_AHEAD: 'CURSOR_AHEAD',
  CURSOR_EXPIRED: 'CURSOR_EXPIRED',
  SUBSCRIPTION_OVER_HTTP: 'SUBSCRIPTION_OVER_HTTP',
  OPERATION_RESOLUTION_FAILURE: 'BAD_USER_INPUT',
  BAD_REQUEST: 'BAD_USER_INPUT',
  PERSISTED_QUERY_NOT_SUPPORTED: 'BAD_USER_INPUT',
  PERSISTED_QUERY_NOT_FOUND: 'BAD_USER_INPUT',
};

/** SQLSTATE of a statement that was cancelled by its deadline. */
const QUERY_CANCELED = '57014';

/** Formats a top-level error for the caller: `{message, locations, path, extensions: {code, requestId, …}}`, never a stack. */
export type FormatError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/** Makes the formatter of top-level errors; `onSurprise` hears of each that is nobody's fault, with the id shown to the caller. */
export function createFormatError(onSurprise: (error: unknown, requestId: string) => void): FormatError {
  return (formatted, error) => {
    const requestId = randomUUID();
    const cause = causeOf(error);
    const code = codeOf(formatted, error, cause);
    if (code === 'INTERNAL') onSurprise(cause, requestId);
    return {
      message: shorten(messageOf(code, formatted, cause, requestId)),
      ...(formatted.locations ? { locations: formatted.locations } : {}),
      ...(formatted.path ? { path: formatted.path } : {}),
      extensions: { code, requestId, ...detailsOf(cause) },
    };
  };
}

const LONGEST = 1_000;

/** Without graphql's guesses at names, and no longer than a person reads, whatever text it quotes. */
function shorten(message: string): string {
  const told = message.replace(/ Did you mean .+\?$/s, '');
  return told.length > LONGEST ? `${told.slice(0, LONGEST)}…` : told;
}

/** What helps to go on: with CURSOR_EXPIRED where reading may begin again, with RATE_LIMITED and OVERLOADED in how many seconds. */
function detailsOf(cause: unknown): { earliest?: string; retryAfter?: number } {
  const earliest = (cause as { earliest?: unknown } | null)?.earliest;
  if (cause instanceof CallerError && typeof earliest === 'string') return { earliest };
  const retryAfter = cause instanceof GraphQLError ? cause.extensions['retryAfter'] : undefined;
  return typeof retryAfter === 'number' ? { retryAfter } : {};
}

/** What was thrown, inside however many GraphQLErrors. */
function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

/** All graphql says of a document whose fields are too many to compare. */
const GAVE_UP = 'Validation aborted.';

function codeOf(formatted: GraphQLFormattedError, error: unknown, cause: unknown): ErrorCode {
  if (formatted.message === GAVE_UP) return 'LIMIT_EXCEEDED';
  if (cause instanceof CallerError) return cause.code;
  if ((cause as { code?: unknown } | null)?.code === QUERY_CANCELED) return 'TIMEOUT';
  if (isDatabaseAway(cause)) return 'OVERLOADED';
  const given =
    cause instanceof GraphQLError ? (cause.extensions['code'] ?? formatted.extensions?.['code']) : undefined;
  const known = CODES[String(given)];
  if (known) return known;
  const fromExecution = error instanceof GraphQLError && error.path !== undefined;
  if (cause instanceof GraphQLError && (!fromExecution || cause.message.startsWith('Argument '))) {
    const callers = cause.locations || cause.message.startsWith('Too many errors processing variables');
    return given === 'INTERNAL_SERVER_ERROR' && !callers ? 'INTERNAL' : 'BAD_USER_INPUT';
  }
  return 'INTERNAL';
}

function messageOf(code: ErrorCode, formatted: GraphQLFormattedError, cause: unknown, requestId: string): string {
  if (code === 'INTERNAL') return `Something went wrong here; the log of the server knows it as ${requestId}.`;
  if (isDatabaseAway(cause)) return 'The database cannot be reached just now: try again in a second.';
  if (cause instanceof CallerError) return cause.message;
  if (formatted.message === GAVE_UP) return 'This document says the same fields too often: ask for each of them once.';
  return code === 'TIMEOUT' ? 'This took too long: ask for less at once.' : formatted.message;
}
