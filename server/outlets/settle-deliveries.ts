import type { Tx } from '../db/database.js';
import type { Verdict } from './judge-attempt.js';

/** An attempt that is over. */
export interface Attempt {
  deliveryId: string;
  lane: string;
  status: number | null;
  error: string | null;
  retryAfterMs: number | null;
  /** By the monotonic clock of this process, in milliseconds: delays count from here. */
  endedAt: number;
  verdict: Verdict;
}

/** Writes down what became of attempts, and lets the next event of every lane that is free go. */
export async function settleDeliveries(tx: Tx, webhookId: string, attempts: readonly Attempt[]): Promise<void> {
  if (attempts.length === 0) return;
  await tx.query(SETTLE, [
    attempts.map(({ deliveryId }) => deliveryId),
    attempts.map(({ verdict }) => verdict.state),
    attempts.map(({ status }) => status),
    attempts.map(({ error }) => error),
    attempts.map(({ verdict, endedAt }) => waitFrom(endedAt, verdict.nextInMs)),
  ]);
  const free = attempts.filter(({ verdict }) => verdict.state !== 'PENDING').map(({ lane }) => lane);
  await freeLanes(tx, webhookId, free);
}

/** What is left of a delay that began when its attempt ended. */
function waitFrom(endedAt: number, delayMs: number | null): number | null {
  return delayMs === null ? null : Math.max(0, delayMs - (performance.now() - endedAt));
}

/** Lets the oldest waiting event of each of these lanes be sent now, unless it has its time already. */
export async function freeLanes(tx: Tx, webhookId: string, lanes: readonly string[]): Promise<void> {
  if (lanes.length > 0) await tx.query(FREE, [webhookId, [...new Set(lanes)]]);
}

const SETTLE = `
  update webhook_deliveries d
  set attempts = d.attempts + 1, state = g.state, response_status = g.status, last_error = g.error,
    succeeded_at = case when g.state = 'SUCCEEDED' then now.at end,
    next_attempt_at = now.at + make_interval(secs => g.next_ms / 1000.0)
  from unnest($1::text[], $2::text[], $3::integer[], $4::text[], $5::double precision[])
      as g (id, state, status, error, next_ms),
    (select date_trunc('milliseconds', clock_timestamp()) as at) as now
  where d.id = g.id`;

const FREE = `
  update webhook_deliveries d set next_attempt_at = date_trunc('milliseconds', clock_timestamp())
  from unnest($2::text[]) as g (lane) cross join lateral (
    select f.id from webhook_deliveries f
    where f.webhook_id = $1 and f.lane = g.lane and f.state = 'PENDING' order by f.seq limit 1) as first
  where d.id = first.id and d.next_attempt_at is null`;
