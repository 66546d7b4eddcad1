import type { Db } from '../db/database.js';
import type { ChainName } from '../events/chains.js';

const EVERY_MS = 3_600_000;

/**
 * Writes the head of both logs, `SEQ:HASH`, to the process's own log at the start, every hour and at the end: kept where
 * whoever rewrites the database does not reach, they are what `accord audit verify --anchor` takes. The last ones wait for
 * `settle`, so that they hold all this process has said.
 */
export async function logAnchors(
  db: Db,
  settle: () => Promise<void>,
  log: { info(detail: object, message: string): void; warn(detail: object, message: string): void },
): Promise<{ stop(): Promise<void> }> {
  async function write(): Promise<void> {
    try {
      const heads = await db.query<{ chain: ChainName; seq: number; hash: Buffer }>(
        'select chain, seq, hash from log_head where seq > 0 order by chain desc',
      );
      if (heads.length === 0) return;
      const anchors = heads.map(({ chain, seq, hash }) => [chain, `${seq}:${hash.toString('hex')}`]);
      log.info({ anchors: Object.fromEntries(anchors) }, 'anchors of the logs, for accord audit verify --anchor');
    } catch (error) {
      log.warn({ err: error }, 'the anchors of the logs could not be read');
    }
  }

  await write();
  const timer = setInterval(() => void write(), EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await settle().catch(() => undefined);
      await write();
    },
  };
}
