import type { Tx } from '../db/database.js';
import { disableWebhook } from './disable-webhook.js';
import type { Attempt } from './settle-deliveries.js';

/** An endpoint of which nothing but failures came for so long is switched off. */
export const PATIENCE_MS = 5 * 24 * 3_600_000;

/** Judges an endpoint by attempts just settled: one that is gone, or has failed for `patienceMs`, is switched off. */
export async function watchFailures(
  tx: Tx,
  webhookId: string,
  attempts: readonly Attempt[],
  patienceMs: number,
): Promise<void> {
  if (attempts.length === 0) return;
  if (attempts.some(({ verdict }) => verdict.gone)) {
    const at = tx.at.toISOString();
    await disableWebhook(tx, webhookId, `The receiver answered 410 (gone) at ${at}: it wants no more events.`);
    return;
  }
  if (attempts.some(({ error }) => error === null)) {
    await tx.query('update webhooks set failing_since = null where id = $1 and failing_since is not null', [webhookId]);
    return;
  }
  const [row] = await tx.query<{ since: Date }>(
    'update webhooks set failing_since = coalesce(failing_since, $2) where id = $1 returning failing_since as since',
    [webhookId, tx.at],
  );
  if (!row || tx.at.getTime() - row.since.getTime() < patienceMs) return;
  const last = attempts.at(-1)?.error ?? '';
  const since = row.since.toISOString();
  await disableWebhook(tx, webhookId, `Nothing but failures since ${since}, the last one: ${last}`);
}
