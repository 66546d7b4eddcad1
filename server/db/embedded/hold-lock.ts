import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { processStart } from './process-start.js';

/** A lock held until `release`, or until its process has ended. */
export interface Lock {
  release(): Promise<void>;
}

/** Takes a lock file, also from a dead holder; the answer is the lock, or the pid of the living process that has it. */
export async function holdLock(path: string): Promise<Lock | number> {
  const mine = `${process.pid} ${processStart(process.pid)}\n`;
  const gate = `${path}.gate`;
  for (;;) {
    if (await claim(path, mine)) return { release: () => rm(path, { force: true }) };
    const found = await read(path);
    const holder = holderOf(found);
    if (holder !== null) return holder;
    // A dead holder's file is removed by one at a time, so that nobody removes that of the next.
    if (await claim(gate, mine)) {
      if ((await read(path)) === found) await rm(path, { force: true });
      await rm(gate, { force: true });
      continue;
    }
    const within = await read(gate);
    if (within !== '' && holderOf(within) === null) await rm(gate, { force: true });
    else await delay(10);
  }
}

/** Makes the file with its whole content, or finds it there. */
async function claim(path: string, text: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, text, { mode: 0o600 });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    await rm(draft, { force: true });
  }
}

function read(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}

function holderOf(text: string): number | null {
  const [pid, start] = text.trim().split(' ');
  return pid && start && processStart(Number(pid)) === start ? Number(pid) : null;
}
