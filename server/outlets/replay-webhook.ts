import { recordAudit } from '../audit/record-audit.js';
import type { RowScope } from '../auth/rows/row-scope.js';
import type { Tx } from '../db/database.js';
import { locateCursor, readLogBounds } from '../events/locate-cursor.js';
import type { UserError } from '../leads/user-error.js';
import { lockWebhook, noWebhook } from './lock-webhook.js';

/**
 * Sends an endpoint again all that it was sent after a cursor, under the original ids and in order; what it was not yet
 * sent follows. One that stands before the earliest event kept goes on from the cursor. Refused: an unknown one. Throws a `CursorError` for a cursor that cannot be honoured.
 */
export async function replayWebhook(
  tx: Tx,
  epoch: number,
  scope: RowScope,
  input: { id: string; after: string },
): Promise<UserError[]> {
  const found = await lockWebhook(tx, input.id, scope);
  if (!found) return [noWebhook(input.id)];
  const seq = await locateCursor(tx, epoch, input.after);
  const { floor } = await readLogBounds(tx);
  if (seq < found.position || found.position < floor) {
    await tx.query(`delete from webhook_deliveries where webhook_id = $1 and state = 'PENDING' and seq > $2`, [
      input.id,
      seq,
    ]);
    await tx.query('update webhooks set position = $2 where id = $1', [input.id, seq]);
  }
  await recordAudit(tx, { action: 'webhook.replayed', subject: input.id, detail: { after: seq } });
  return [];
}
