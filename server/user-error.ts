/** The closed list of what a caller may be told as data: `UserErrorCode` of the API. */
export type UserErrorCode =
  | 'REQUIRED'
  | 'INVALID'
  | 'NOT_FOUND'
  | 'ALREADY_EXISTS'
  | 'CONFLICT'
  | 'STALE_VERSION'
  | 'IDEMPOTENCY_CONFLICT'
  | 'MOVE_NOT_ALLOWED'
  | 'HANDOFF_CLOSED'
  | 'SIGN_OFF_MISSING'
  | 'CHECK_FAILING'
  | 'DEFINITION_INVALID'
  | 'NOT_MERGEABLE'
  | 'HELD'
  | 'FORBIDDEN'
  | 'LIMIT_EXCEEDED';

/** An expected problem of a mutation, as data: `field` is the path inside the input. */
export interface UserError {
  code: UserErrorCode;
  field: string[] | null;
  message: string;
  hint: string | null;
}

/** Makes a user error. */
export function userError(code: UserErrorCode, field: string[], message: string, hint?: string): UserError {
  return { code, field, message, hint: hint ?? null };
}
