import type { Db } from '../db/database.js';

/** A delivery whose time has come; at most one a lane. */
export interface DueDelivery {
  id: string;
  eventId: string;
  seq: number;
  lane: string;
  attempts: number;
}

/** The deliveries of an endpoint that are to be sent now, the longest due first, without those under way. */
export function listDue(
  db: Db,
  webhookId: string,
  options: { underWay: readonly string[]; limit: number },
): Promise<DueDelivery[]> {
  return db.query<DueDelivery>(
    `select id, event_id as "eventId", seq, lane, attempts from webhook_deliveries
     where webhook_id = $1 and next_attempt_at <= clock_timestamp() and seq is not null and id <> all($2)
     order by next_attempt_at, seq limit $3`,
    [webhookId, options.underWay, options.limit],
  );
}

/** How long until another delivery of an endpoint is due, in milliseconds; null where none has a time. */
export async function nextDueOf(db: Db, webhookId: string): Promise<number | null> {
  const [row] = await db.query<{ ms: number | null }>(
    `select (extract(epoch from min(next_attempt_at) - clock_timestamp()) * 1000)::double precision as ms
     from webhook_deliveries where webhook_id = $1 and next_attempt_at > clock_timestamp()`,
    [webhookId],
  );
  return row?.ms ?? null;
}
