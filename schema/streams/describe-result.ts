import type { ExecutionResult, FormattedExecutionResult } from 'graphql';
import { describeCost } from '../../server/guard/describe-cost.js';
import type { Spent } from '../../server/guard/spend-budget.js';
import type { FormatError } from '../errors.js';
import { formatErrors } from './format-errors.js';

/** The answer to a query or mutation as the caller may see it: errors formatted, `extensions.cost` where it is counted. */
export function describeResult(
  result: ExecutionResult,
  spent: Spent | null,
  formatError: FormatError,
): FormattedExecutionResult {
  const { errors, extensions, ...rest } = result;
  const cost = describeCost(spent);
  return {
    ...(errors ? { errors: formatErrors(errors, formatError) } : {}),
    ...rest,
    ...(extensions || cost ? { extensions: { ...extensions, ...(cost ? { cost } : {}) } } : {}),
  };
}
