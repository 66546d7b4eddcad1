import type { Db } from '../../db/database.js';
import type { MessageRow } from './message-row.js';

/** Longer than any attempt takes. */
const LOST_AFTER = '2 minutes';

/**
 * Claims messages that are due, the oldest first, each for one process; committed before anything is sent, so that a
 * message whose sender died stays in doubt and is not sent twice.
 */
export function claimMessages(db: Db, most: number): Promise<MessageRow[]> {
  return db.query<MessageRow>(
    `update notifications n set state = 'SENDING', attempts = attempts + 1, claimed_at = clock_timestamp(), next_attempt_at = null
     where id in (select id from notifications where next_attempt_at <= clock_timestamp()
       order by next_attempt_at, id limit $1 for update skip locked)
     returning id, recipient, event_id as "eventId", kind, lead_id as "leadId", data, label, template, attempts`,
    [most],
  );
}

/** Puts in doubt what was being sent when its process died. */
export async function doubtLost(db: Db): Promise<void> {
  await db.query(
    `update notifications set state = 'IN_DOUBT', ended_at = clock_timestamp(),
       error = 'the process ended while it was being sent; it is not sent again, so that nobody is told twice'
     where state = 'SENDING' and claimed_at < clock_timestamp() - interval '${LOST_AFTER}'`,
  );
}
