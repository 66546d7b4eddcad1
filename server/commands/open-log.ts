import type { Logger } from 'pino';
import type { Config } from '../config.js';
import type { Connection } from '../db/connect.js';
import { ensurePartitions } from '../events/ensure-partitions.js';
import type { OpenInstallation } from '../events/open-installation.js';
import { openInstallation } from '../events/open-installation.js';
import type { Feed } from '../events/start-feed.js';
import { startFeed } from '../events/start-feed.js';
import { startRetention } from '../events/start-retention.js';
import type { Sequencer } from '../events/start-sequencer.js';
import { startSequencer } from '../events/start-sequencer.js';
import type { Started } from '../stop-in-reverse.js';

/** The event log of this installation, growing and followed. */
export interface OpenLog {
  installation: OpenInstallation;
  sequencer: Sequencer;
  feed: Feed;
}

const PARTITIONS_EVERY_MS = 60_000;

/** Names the installation, keeps room in the logs, starts the sequencer and the feed. */
export async function openLog(
  connection: Connection,
  config: Pick<Config, 'pepper' | 'logRetentionMs'>,
  log: Logger,
  started: Started,
): Promise<OpenLog> {
  const { pepper, logRetentionMs } = config;
  const { pool, db, owner } = connection;
  const installation = await openInstallation(owner, { pepper: pepper ?? undefined });
  await ensurePartitions(owner);
  const timer = setInterval(() => {
    ensurePartitions(owner).catch((error: unknown) => log.warn({ err: error }, 'no partitions were made'));
  }, PARTITIONS_EVERY_MS);
  await started.add('partitions', timer, clearInterval);
  if (logRetentionMs !== null)
    await started.add('retention', startRetention(owner, logRetentionMs, log), (held) => held.stop());

  let feed: Feed | undefined;
  const sequencer = startSequencer({ pool, log, onPlaced: () => feed?.poke() });
  await started.add('sequencer', sequencer, (held) => held.stop());
  /** Whoever holds `installation` sees the new epoch too. */
  async function readEpoch() {
    installation.epoch = (await openInstallation(owner)).epoch;
    return installation.epoch;
  }
  feed = await startFeed({ pool, db, epoch: installation.epoch, readEpoch, settle: sequencer.idle, log });
  await started.add('feed', feed, (held) => held.stop());
  return { installation, sequencer, feed };
}
