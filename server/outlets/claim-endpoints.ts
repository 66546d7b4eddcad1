import type { Db } from '../db/database.js';
import type { Lease } from './lock-endpoint.js';

/** A process that stopped without a word is replaced after this; one that is alive renews three times as often. */
export const LEASE_S = 3;

/**
 * Takes webhooks that have something to send and that nobody holds, at most `limit`: those with events in the log after
 * their position, or with deliveries due. With `ids` only of these.
 */
export function claimEndpoints(
  db: Db,
  options: { head: number; ids: readonly string[] | null; limit: number },
): Promise<Lease[]> {
  return db.query<Lease>(
    `update webhooks w
     set fence = w.fence + 1, lease_until = clock_timestamp() + make_interval(secs => ${LEASE_S})
     from (
       select id from webhooks f
       where enabled and (lease_until is null or lease_until < clock_timestamp()) and ($2::text[] is null or id = any($2))
         and (position < $1 or exists (
           select from webhook_deliveries d where d.webhook_id = f.id and d.next_attempt_at <= clock_timestamp()))
       order by id limit $3 for no key update skip locked) as free
     where w.id = free.id
     returning w.id as "webhookId", w.fence`,
    [options.head, options.ids, options.limit],
  );
}

/** Holds on to leases for another while, unless they were given back meanwhile; returns the ids of those still held. */
export async function renewLeases(db: Db, leases: readonly Lease[]): Promise<string[]> {
  if (leases.length === 0) return [];
  const rows = await db.query<{ id: string }>(
    `update webhooks w set lease_until = clock_timestamp() + make_interval(secs => ${LEASE_S})
     from unnest($1::text[], $2::bigint[]) as held (id, fence)
     where w.id = held.id and w.fence = held.fence and w.lease_until is not null returning w.id`,
    [leases.map(({ webhookId }) => webhookId), leases.map(({ fence }) => fence)],
  );
  return rows.map(({ id }) => id);
}

/** How long until the next delivery of a webhook that nobody holds is due, in milliseconds; null where none is. */
export async function nextDueMs(db: Db): Promise<number | null> {
  const [row] = await db.query<{ ms: number | null }>(
    `select (extract(epoch from min(d.next_attempt_at) - clock_timestamp()) * 1000)::double precision as ms
     from webhooks w cross join lateral (
       select next_attempt_at from webhook_deliveries d
       where d.webhook_id = w.id and d.next_attempt_at is not null order by next_attempt_at limit 1) as d
     where w.enabled and (w.lease_until is null or w.lease_until < clock_timestamp())`,
  );
  return row?.ms ?? null;
}
