import { setTimeout as delay } from 'node:timers/promises';
import { disownPostmaster, readPostmaster, whoIs } from './postmaster.js';
import { processStart } from './process-start.js';
import type { ServerOptions } from './run-postmaster.js';
import { runPostmaster, stopPostmaster } from './run-postmaster.js';

/** How long a first start may wait for what a killed server left: its sessions hold shared memory until they notice. */
const PATIENCE_MS = 20_000;

/** A server that took its pid file with it was stopped in order: whoever did that (`pg_ctl restart`) may start it again first. */
const COURTESY_MS = 2_000;

const WAITS = /shared memory block|lock file .* already exists|is starting up/;

/** The pid of the cluster's server: the one that is there, or a new one. @throws StartRefused */
async function adoptOrRun(options: ServerOptions): Promise<number> {
  for (const end = Date.now() + PATIENCE_MS; ; await delay(50)) {
    const left = await readPostmaster(options.cluster);
    const who = left ? await whoIs(options.cluster, left.pid) : 'dead';
    if (left && who === 'ours' && left.ready) return left.pid;
    if (left && who === 'ours' && Date.now() < end) continue;
    if (left && who === 'stranger') await disownPostmaster(options.cluster, left);
    try {
      return await runPostmaster(options);
    } catch (error) {
      if (Date.now() > end || !WAITS.test(String(error))) throw error;
    }
  }
}

async function giveWay(cluster: string): Promise<void> {
  for (const end = Date.now() + COURTESY_MS; Date.now() < end; await delay(50)) {
    if (await readPostmaster(cluster)) return;
  }
}

/** Runs a server and, whenever it ends by itself, runs it again, until `stop`. @throws StartRefused when it does not start the first time */
export async function keepRunning(
  options: ServerOptions,
  log: (sentence: string) => void,
): Promise<{ stop(): Promise<void>; kill(): void }> {
  let pid = await adoptOrRun(options);
  let stopping = false;
  const watch = async () => {
    while (!stopping) {
      if (processStart(pid) !== null) {
        await delay(100);
        continue;
      }
      log(`PostgreSQL (process ${pid}) ended; starting it again.`);
      await giveWay(options.cluster);
      await adoptOrRun(options).then(
        (next) => {
          pid = next;
        },
        async (error: unknown) => {
          log(String(error));
          await delay(1000);
        },
      );
    }
  };
  const watching = watch();
  return {
    stop: async () => {
      stopping = true;
      await watching;
      if ((await whoIs(options.cluster, pid)) === 'ours') await stopPostmaster(pid);
    },
    kill: () => {
      stopping = true;
      if (processStart(pid) !== null) process.kill(pid, 'SIGQUIT');
    },
  };
}
