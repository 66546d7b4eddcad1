import type { Db } from '../db/database.js';
import { coalesce } from '../events/coalesce.js';
import type { EventFilter } from '../events/event-filter.js';
import { matchesFilter } from '../events/event-filter.js';
import type { LogEvent } from '../events/log-event.js';
import { claimEndpoints, nextDueMs, renewLeases } from './claim-endpoints.js';
import { dropOldDeliveries } from './drop-old-deliveries.js';
import { limitAtOnce } from './limit-at-once.js';
import type { Run, RunParts } from './start-run.js';
import { startRun } from './start-run.js';
import { PATIENCE_MS } from './watch-failures.js';
import { webhookFilter } from './webhook-filter.js';

/** What sends events to webhooks, in this process. */
export interface Webhooks {
  /** Says that a webhook was made or changed, or that something is to be sent again. */
  poke(): void;
  /** Begins nothing new, finishes what is under way within 5 s, gives all leases back. */
  stop(): Promise<void>;
}

const EVERY_MS = 1_000;
const RENEW_MS = 1_000;
const CLEAN_MS = 60_000;
const SOONEST_MS = 20;
const STOP_MS = 5_000;
const MOST_RUNS = 200;
/** Of the process's connections: the API wants some too. */
const IN_DATABASE = 4;

/** Starts sending to webhooks. Any number of processes may: each webhook is held by one at a time, by lease and fence. */
export function startWebhooks(
  parts: Omit<RunParts, 'inTurn' | 'patienceMs' | 'random'> & { patienceMs?: number; random?: () => number },
): Webhooks {
  const { db, feed, log } = parts;
  const inTurn = limitAtOnce(IN_DATABASE);
  const runParts: RunParts = { patienceMs: PATIENCE_MS, random: Math.random, ...parts, inTurn };
  const runs = new Map<string, Run>();
  let filters = new Map<string, EventFilter>();
  let matched = new Set<string>();
  let everything = true;
  let filtersOld = true;
  let dueTimer: NodeJS.Timeout | undefined;
  let stopping = false;

  const claims = coalesce(
    async () => {
      const ids = everything ? null : [...matched];
      matched = new Set();
      everything = false;
      if (filtersOld) {
        filtersOld = false;
        filters = await readFilters(db);
      }
      const leases = await claimEndpoints(db, { head: feed.head, ids, limit: MOST_RUNS - runs.size });
      for (const lease of leases) begin(startRun(runParts, lease));
      const wait = await nextDueMs(db);
      clearTimeout(dueTimer);
      if (wait !== null && wait < EVERY_MS) dueTimer = setTimeout(lookAtAll, Math.max(wait, SOONEST_MS));
    },
    (error) => {
      everything = true;
      filtersOld = true;
      log?.warn({ err: error }, 'webhooks could not be looked for; it is tried again');
    },
  );

  function lookAtAll(): void {
    everything = true;
    if (!stopping) claims.poke();
  }

  function lookAnew(): void {
    filtersOld = true;
    lookAtAll();
  }

  function begin(run: Run): void {
    const { webhookId } = run.lease;
    runs.set(webhookId, run);
    if (stopping) run.stop(STOP_MS);
    void run.done.then(() => {
      if (runs.get(webhookId) === run) runs.delete(webhookId);
      matched.add(webhookId);
      if (!stopping) claims.poke();
    });
  }

  function onEvents(events: readonly LogEvent[]): void {
    for (const [id, filter] of filters) {
      if (!events.some((event) => matchesFilter(filter, event))) continue;
      matched.add(id);
      runs.get(id)?.wake();
    }
    if (matched.size > 0 && !stopping) claims.poke();
  }

  /** A lease that was lost needs no telling: the fence refuses what its run would write. */
  const renew = () =>
    renewLeases(
      db,
      [...runs.values()].map(({ lease }) => lease),
    ).catch(() => undefined);
  const clean = () => dropOldDeliveries(db).catch((error) => log?.warn({ err: error }, 'old deliveries stay'));

  const forget = feed.onEvents(onEvents);
  const timers = [setInterval(lookAnew, EVERY_MS), setInterval(renew, RENEW_MS), setInterval(clean, CLEAN_MS)];
  claims.poke();
  return {
    poke: lookAnew,
    async stop() {
      stopping = true;
      forget();
      clearTimeout(dueTimer);
      await claims.stop();
      for (const run of runs.values()) run.stop(STOP_MS);
      await Promise.all([...runs.values()].map((run) => run.done));
      for (const timer of timers) clearInterval(timer);
      clearTimeout(dueTimer);
    },
  };
}

async function readFilters(db: Db): Promise<Map<string, EventFilter>> {
  const rows = await db.query<{ id: string; kinds: string[]; filter: EventFilter | null }>(
    'select id, kinds, filter from webhooks where enabled',
  );
  return new Map(rows.map((row) => [row.id, webhookFilter(row)]));
}
