import type { Config } from '../config.js';
import { findRunning } from '../db/embedded/find-running.js';
import type { Embedded } from '../db/embedded/start-embedded.js';
import { openDatabase } from './open-database.js';

/** The database for a command beside a server: the one it runs on, else as a server would open it. @throws StartRefused */
export async function reachDatabase(config: Config, log: (sentence: string) => void): Promise<Embedded> {
  const running = config.databaseUrl === null ? await findRunning(config.dataDir) : null;
  if (running === null) return openDatabase(config, log);
  return { url: running, stop: async () => undefined, kill: () => undefined };
}
