import { recordAudit } from '../audit/record-audit.js';
import type { Tx } from '../db/database.js';
import type { UserError } from '../user-error.js';

/** Notes that what was asked of the releases was refused; of nothing refused, nothing. Answers what it was given. */
export async function auditRefusal<Outcome extends { userErrors: readonly UserError[] }>(
  tx: Tx,
  operation: string,
  outcome: Outcome,
): Promise<Outcome> {
  const [first] = outcome.userErrors;
  if (first) await recordAudit(tx, { action: `refused.${first.code}`, subject: null, detail: { operation } });
  return outcome;
}
