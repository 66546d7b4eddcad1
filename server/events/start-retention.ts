import type { Db } from '../db/database.js';
import { coalesce } from './coalesce.js';
import { retainLogs } from './retain-logs.js';

const SHORTEST_MS = 1_000;
const LONGEST_MS = 3_600_000;

/** Runs retention now and then: ten times in the time that is kept, but at most every second and at least every hour. */
export function startRetention(
  owner: Db,
  keepMs: number,
  log: { info(detail: object, message: string): void; warn(detail: object, message: string): void },
): { stop(): Promise<void> } {
  const runs = coalesce(
    async () => {
      for (const { chain, floor, dropped } of await retainLogs(owner, keepMs)) {
        if (dropped.length > 0) log.info({ chain, floor, dropped }, 'dropped what is kept no longer');
      }
    },
    (error) => log.warn({ err: error }, 'what is too old could not be dropped; it tries again'),
  );
  const timer = setInterval(runs.poke, Math.min(Math.max(keepMs / 10, SHORTEST_MS), LONGEST_MS));
  runs.poke();
  return {
    async stop() {
      clearInterval(timer);
      await runs.stop();
    },
  };
}
