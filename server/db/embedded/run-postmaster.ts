import { spawn } from 'node:child_process';
import { open, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StartRefused } from '../../start-refused.js';
import type { Account } from './account.js';
import { clusterPath } from './cluster-path.js';
import type { Binaries } from './find-binaries.js';
import { readPostmaster } from './postmaster.js';
import { processStart } from './process-start.js';

/** How one server is run. Port 5432 without TCP only names the socket. */
export interface ServerOptions {
  account: Account;
  binaries: Binaries;
  cluster: string;
  socketFolder: string;
  port: number;
  tcp: boolean;
  logFile: string;
  settings: Record<string, string>;
}

const LOG_BYTES = 16 * 1024 * 1024;

/**
 * With segments of 1 MB initdb would checkpoint every 64 MB; a killed client's statement ends, and its locks go, within 2 s. The
 * facts of 100,000 leads with ten activities each stay in the buffers, which are taken as they are needed: else every report
 * fetches them again.
 */
const SETTINGS: Record<string, string> = {
  max_connections: '200',
  shared_buffers: '512MB',
  max_wal_size: '512MB',
  min_wal_size: '64MB',
  jit: 'off',
  random_page_cost: '1.1',
  work_mem: '16MB',
  TimeZone: 'UTC',
  log_checkpoints: 'off',
  client_connection_check_interval: '2s',
  unix_socket_permissions: '0700',
};

/** Starts a server of its own session (a Ctrl-C is for its parent) and resolves with its pid once it serves. @throws StartRefused with its last words */
export async function runPostmaster(options: ServerOptions): Promise<number> {
  const { account, binaries, cluster, logFile } = options;
  const path = await clusterPath(account, cluster);
  const settings = {
    ...SETTINGS,
    ...options.settings,
    port: String(options.port),
    listen_addresses: options.tcp ? '127.0.0.1' : '',
    unix_socket_directories: options.socketFolder === cluster ? path : options.socketFolder,
  };
  if (((await stat(logFile).catch(() => null))?.size ?? 0) > LOG_BYTES) await rename(logFile, `${logFile}.1`);
  const log = await open(logFile, 'a', 0o600);
  const from = (await log.stat()).size;
  const args = ['-D', path, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const child = spawn(join(binaries.folder, 'postgres'), args, {
    cwd: cluster,
    ...account,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  const failed = new Promise<string>((resolve) => child.once('error', (error) => resolve(error.message)));
  const ended = new Promise<string>((resolve) => child.once('exit', () => resolve('')));
  await log.close();
  for (;;) {
    const last = await Promise.race([failed, ended, delay(10)]);
    const said = await readPostmaster(cluster);
    if (last === undefined && said?.ready && said.pid === child.pid) return said.pid;
    if (last === undefined) continue;
    const words = (await readFile(logFile))
      .subarray(from)
      .toString('utf8')
      .match(/(?:FATAL|PANIC): .*/g);
    throw new StartRefused(
      `PostgreSQL does not start: ${last || words?.join(' ') || 'it said nothing'} (see ${logFile}).`,
    );
  }
}

/** Stops a server: fast, then, when it has not ended after 12 s, at once. */
export async function stopPostmaster(pid: number): Promise<void> {
  for (const [signal, seconds] of [
    ['SIGINT', 12],
    ['SIGQUIT', 4],
    ['SIGKILL', 4],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (const end = Date.now() + seconds * 1000; Date.now() < end; await delay(10))
      if (processStart(pid) === null) return;
  }
}
