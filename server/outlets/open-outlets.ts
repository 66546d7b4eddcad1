import type pg from 'pg';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import type { Db } from '../db/database.js';
import type { OpenInstallation } from '../events/open-installation.js';
import type { Feed } from '../events/start-feed.js';
import type { Started } from '../stop-in-reverse.js';
import type { Metrics } from '../telemetry/create-metrics.js';
import { countDeliveries } from './count-deliveries.js';
import { outgoingRules } from './outgoing-rules.js';
import type { Outlets } from './outlets.js';
import { startWebhooks } from './start-webhooks.js';

/** What outlets need of the process. */
export interface OutletParts {
  pool: pg.Pool;
  db: Db;
  installation: OpenInstallation;
  feed: Feed;
  metrics: Metrics;
  log: Logger;
  started: Started;
}

/** Starts what carries events out of the installation. */
export async function openOutlets(config: Config, parts: OutletParts): Promise<Outlets> {
  const { pool, db, installation, feed, metrics, log, started } = parts;
  const rules = outgoingRules({ allowCidrs: config.webhookAllowCidrs, dnsServers: config.dnsServers });
  const timeoutMs = config.webhookTimeoutMs;
  const onAttempt = countDeliveries(metrics.registry, db);
  const webhooks = startWebhooks({
    pool,
    db,
    feed,
    installation,
    rules,
    retryMs: config.webhookRetryMs,
    timeoutMs,
    onAttempt,
    log,
  });
  await started.add('webhooks', webhooks, (held) => held.stop());
  return { rules, timeoutMs, head: () => feed.locate(null), poke: webhooks.poke };
}
