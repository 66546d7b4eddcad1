import { execFile } from 'node:child_process';
import { readFile, readlink, realpath, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { processStart } from './process-start.js';

/** What postmaster.pid says of the server that holds a cluster. */
export interface Postmaster {
  pid: number;
  port: number;
  socketFolder: string;
  /** The first TCP address listened on, or '' for none. */
  listens: string;
  ready: boolean;
}

/** A number no system gives to a process: Linux ends at 2^22. */
const NO_PROCESS = 2 ** 22 + 1;

/** Reads postmaster.pid of a cluster, or null when there is none or it is still being written. */
export async function readPostmaster(cluster: string): Promise<Postmaster | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const [pid, , , port, socketFolder, listens, , status] = text.split('\n').map((line) => line.trim());
  if (!(Number(pid) > 0)) return null;
  return {
    pid: Number(pid),
    port: Number(port),
    socketFolder: socketFolder ?? '',
    listens: listens ?? '',
    ready: status === 'ready',
  };
}

/** Whether the system still counts a process of this number, a dead one nobody has waited for included: PostgreSQL asks no more. */
function isNumberTaken(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** The relation of a process to a cluster; `unknown` where the system does not say. */
export async function whoIs(cluster: string, pid: number): Promise<'dead' | 'ours' | 'stranger' | 'unknown'> {
  if (processStart(pid) === null) return isNumberTaken(pid) ? 'stranger' : 'dead';
  if (process.platform === 'linux') {
    const [folder, home] = await Promise.all([readlink(`/proc/${pid}/cwd`).catch(() => null), realpath(cluster)]);
    return folder === null ? 'unknown' : folder === home ? 'ours' : 'stranger';
  }
  const { stdout } = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({
    stdout: '',
  }));
  return stdout === '' ? 'unknown' : stdout.includes('postgres') && stdout.includes(cluster) ? 'ours' : 'stranger';
}

/**
 * Makes a postmaster.pid whose number now belongs to a stranger name nobody, so that PostgreSQL starts, and ends the lock of its socket.
 * The file stays: PostgreSQL reads from it which shared memory must be free first.
 */
export async function disownPostmaster(cluster: string, { port, socketFolder }: Postmaster): Promise<void> {
  const path = join(cluster, 'postmaster.pid');
  const lines = (await readFile(path, 'utf8')).split('\n');
  await writeFile(path, [NO_PROCESS, ...lines.slice(1)].join('\n'));
  const sockets = socketFolder === '/proc/self/cwd' ? cluster : socketFolder;
  await rm(join(sockets, `.s.PGSQL.${port}.lock`), { force: true });
}
