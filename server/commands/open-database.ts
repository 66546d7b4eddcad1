import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Config } from '../config.js';
import type { Embedded } from '../db/embedded/start-embedded.js';
import { startEmbedded } from '../db/embedded/start-embedded.js';
import { StartRefused } from '../start-refused.js';

/** How long a database that was given may take to accept connections: it may be starting beside us. */
const PATIENCE_MS = 15_000;

const OLDEST = 150_000;

/** The database of DATABASE_URL once it answers, else the embedded one in DATA_DIR. @throws StartRefused */
export async function openDatabase(config: Config, log: (sentence: string) => void): Promise<Embedded> {
  if (config.databaseUrl === null) return startEmbedded({ dataDir: config.dataDir, log });
  await waitForDatabase(config.databaseUrl, log);
  return { url: config.databaseUrl, stop: async () => undefined, kill: () => undefined };
}

async function waitForDatabase(url: string, log: (sentence: string) => void): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; ; await delay(200)) {
    try {
      return await checkVersion(url);
    } catch (error) {
      if (error instanceof StartRefused) throw error;
      const { code = '', message } = error as NodeJS.ErrnoException;
      const waits = /^(ECONN|ETIMEDOUT|EAI_AGAIN|57P0)/.test(code) && Date.now() < end;
      if (!waits) throw new StartRefused(`The database of DATABASE_URL cannot be used: ${message || code}.`);
      log(`The database of DATABASE_URL does not answer yet (${code}).`);
    }
  }
}

async function checkVersion(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ number: string; version: string }>(
      `select current_setting('server_version_num') as number, current_setting('server_version') as version`,
    );
    if (Number(rows[0]?.number) >= OLDEST) return;
    throw new StartRefused(
      `The database of DATABASE_URL is PostgreSQL ${rows[0]?.version}: version 15 or newer is needed.`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}
