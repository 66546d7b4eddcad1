import type { Db } from '../../db/database.js';
import type { MessageRow } from './message-row.js';
import type { Sending } from './sending.js';

/** Writes how an attempt ended; one that was refused waits for the next of `retryMs`, and has failed after the last. */
export async function endAttempt(
  db: Db,
  { id, attempts }: Pick<MessageRow, 'id' | 'attempts'>,
  sending: Sending,
  retryMs: readonly number[],
): Promise<void> {
  const wait = sending.state === 'REFUSED' ? retryMs[attempts - 1] : undefined;
  const error = sending.state === 'SENT' ? null : sending.error;
  if (sending.state === 'REFUSED' && wait !== undefined) {
    await db.query(
      `update notifications set state = 'PENDING', error = $2, claimed_at = null,
         next_attempt_at = clock_timestamp() + make_interval(secs => $3) where id = $1`,
      [id, error, Math.max(wait, sending.retryAfterMs ?? 0) / 1000],
    );
    return;
  }
  const state = sending.state === 'REFUSED' ? 'FAILED' : sending.state;
  await db.query(
    'update notifications set state = $2, error = $3, claimed_at = null, ended_at = clock_timestamp() where id = $1',
    [id, state, error],
  );
}
