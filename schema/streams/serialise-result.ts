import type { ExecutionResult } from 'graphql';
import type { FormatError } from '../errors.js';
import { formatErrors } from './format-errors.js';

/** The result of an execution as JSON, its last brace left out: extensions may follow. */
export function serialiseResult(result: ExecutionResult, formatError: FormatError): string {
  const errors = result.errors ? `"errors":${JSON.stringify(formatErrors(result.errors, formatError))},` : '';
  return `{${errors}"data":${JSON.stringify(result.data ?? null)}`;
}
