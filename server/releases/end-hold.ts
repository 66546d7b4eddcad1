import { recordAudit } from '../audit/record-audit.js';
import type { Tx } from '../db/database.js';
import { findHold } from './find-hold.js';

/** Ends the hold that stands, with a reason; false: there is none. */
export async function endHold(tx: Tx, reason: string): Promise<boolean> {
  const hold = await findHold(tx);
  if (!hold) return false;
  await tx.query('update holds set ended_at = $2, ended_by = $3, end_reason = $4 where release = $1', [
    hold.release,
    tx.at,
    tx.actor,
    reason,
  ]);
  await recordAudit(tx, { action: 'hold.released', subject: `promotion_${hold.release}` });
  return true;
}
