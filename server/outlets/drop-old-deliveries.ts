import type { Db } from '../db/database.js';

/** Deliveries that are over stay readable for so long. */
export const DAYS_KEPT = 30;

const BATCH = 5_000;

/** Drops settled deliveries of more than 30 days ago, a batch at a time. */
export async function dropOldDeliveries(db: Db): Promise<void> {
  for (let dropped = BATCH; dropped === BATCH; ) {
    const rows = await db.query(
      `delete from webhook_deliveries where id in (
         select id from webhook_deliveries
         where state <> 'PENDING' and created_at < now() - make_interval(days => ${DAYS_KEPT}) limit ${BATCH})
       returning 1`,
    );
    dropped = rows.length;
  }
}
