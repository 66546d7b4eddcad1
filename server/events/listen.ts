import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';

const RETRY_MS = 500;

/**
 * Hears the notifications of a channel on a connection of its own until stopped, taking another when it is lost.
 * `onHeard` is also called each time it begins to hear: something may have been said before. `onLost`: it hears no more.
 */
export function listen(
  pool: pg.Pool,
  channel: string,
  onHeard: () => void,
  onLost: () => void = () => undefined,
): { stop(): Promise<void> } {
  const ending = new AbortController();
  const done = (async () => {
    while (!ending.signal.aborted) {
      await hear(pool, channel, onHeard, ending.signal).catch(() => undefined);
      onLost();
      await pause(RETRY_MS, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  })();
  return {
    async stop() {
      ending.abort();
      await done;
    },
  };
}

async function hear(pool: pg.Pool, channel: string, onHeard: () => void, ending: AbortSignal): Promise<void> {
  const client = await pool.connect();
  try {
    client.on('notification', onHeard);
    const lost = new Promise<void>((resolve) => {
      client.once('error', () => resolve());
      client.once('end', () => resolve());
      if (ending.aborted) resolve();
      ending.addEventListener('abort', () => resolve(), { once: true });
    });
    await client.query(`listen ${channel}`);
    onHeard();
    await lost;
  } finally {
    client.release(true);
  }
}
