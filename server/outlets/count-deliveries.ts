import type { Registry } from 'prom-client';
import { Counter, Gauge } from 'prom-client';
import type { Db } from '../db/database.js';
import type { Attempt } from './settle-deliveries.js';

/** Adds the figures of webhooks to `/metrics`; returns what counts an attempt. */
export function countDeliveries(registry: Registry, db: Db): (attempt: Attempt) => void {
  const attempts = new Counter({
    name: 'accord_webhook_attempts_total',
    help: 'Attempts to deliver an event, by what became of it: succeeded, retried or failed for good',
    labelNames: ['outcome'] as const,
    registers: [registry],
  });
  new Gauge({
    name: 'accord_webhook_pending',
    help: 'Deliveries of all webhooks that wait to be taken by their receiver',
    registers: [registry],
    async collect() {
      const [row] = await db.query<{ count: number }>(
        `select count(*) as count from webhook_deliveries where state = 'PENDING'`,
      );
      this.set(row?.count ?? 0);
    },
  });
  new Gauge({
    name: 'accord_webhook_lag',
    help: 'Events of the log the webhook furthest behind has not looked at, of those switched on',
    registers: [registry],
    async collect() {
      const [row] = await db.query<{ lag: number | null }>(
        `select max((select seq from log_head where chain = 'event') - position) as lag from webhooks where enabled`,
      );
      this.set(Math.max(0, row?.lag ?? 0));
    },
  });
  return ({ verdict }) => attempts.inc({ outcome: OUTCOMES[verdict.state] });
}

const OUTCOMES = { SUCCEEDED: 'succeeded', PENDING: 'retried', FAILED: 'failed' } as const;
