/** The closed list of codes of top-level errors. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'BAD_USER_INPUT'
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'LIMIT_EXCEEDED'
  | 'RATE_LIMITED'
  | 'OVERLOADED'
  | 'TIMEOUT'
  | 'CURSOR_INVALID'
  | 'CURSOR_EPOCH'
  | 'CURSOR_AHEAD'
  | 'CURSOR_EXPIRED'
  | 'SUBSCRIPTION_OVER_HTTP'
  | 'INTERNAL';

/** The caller was wrong in a way that is no data: its message is shown as it is, its code becomes `extensions.code`. */
export class CallerError extends Error {
  override readonly name = 'CallerError';

  constructor(
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message);
  }
}
