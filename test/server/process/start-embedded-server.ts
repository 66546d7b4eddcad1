import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../../helpers/eventually.js';
import type { Spawned } from '../../helpers/spawn-accord.js';
import { spawnAccord } from '../../helpers/spawn-accord.js';

/** A server on its own embedded database, as `npm start` runs it. */
export interface EmbeddedServer extends Spawned {
  url: string;
}

/** Runs `accord start --no-demo` in `dataDir` until it says ready; throws with its last words when it ends before. */
export async function startEmbeddedServer(dataDir: string, env: Record<string, string> = {}): Promise<EmbeddedServer> {
  const spawned = spawnAccord(['start', '--no-demo'], { PORT: '0', DATA_DIR: dataDir, ...env }, dataDir);
  const ended = spawned.ended.then((code) => `ended with ${code}`);
  const url = await Promise.race([
    ended,
    eventually(() => spawned.stdout().match(/^ready (http:\S+)$/m)?.[1], 120_000),
  ]);
  if (!url.startsWith('http')) throw new Error(`the server ${url}:\n${spawned.stdout()}${spawned.stderr()}`);
  return { ...spawned, url };
}

/** The number of the PostgreSQL process that serves `dataDir`. */
export function postmasterOf(dataDir: string): number {
  return Number.parseInt(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10);
}

/** Whether a process of this number lives. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
