import type { Tx } from '../db/database.js';
import type { Attempt } from './settle-deliveries.js';

/** After a 429 with Retry-After nothing more is sent to the endpoint before that. */
export async function postponeDeliveries(tx: Tx, webhookId: string, attempts: readonly Attempt[]): Promise<void> {
  const waits = attempts.flatMap(({ status, retryAfterMs }) => (status === 429 && retryAfterMs ? [retryAfterMs] : []));
  if (waits.length === 0) return;
  await tx.query(
    `update webhook_deliveries
     set next_attempt_at = greatest(next_attempt_at, clock_timestamp() + make_interval(secs => $2 / 1000.0))
     where webhook_id = $1 and next_attempt_at is not null`,
    [webhookId, Math.max(...waits)],
  );
}
