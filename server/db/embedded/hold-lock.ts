import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { processStart } from './process-start.js';

/** A lock held until `release`, or until its process has ended. */
export interface Lock {
  release(): Promise<void>;
}

function holderOf(text: string): number | null {
  const [pid, start] = text.trim().split(' ');
  return pid && start && processStart(Number(pid)) === start ? Number(pid) : null;
}

/** Takes a lock file, also from a dead holder; the answer is the lock, or the pid of the living process that has it. */
export async function holdLock(path: string): Promise<Lock | number> {
  const mine = `${process.pid} ${processStart(process.pid)}\n`;
  const draft = `${path}.${randomUUID()}`;
  for (;;) {
    await writeFile(draft, mine, { mode: 0o600 });
    const taken = await link(draft, path)
      .then(
        () => true,
        (error: NodeJS.ErrnoException) => {
          if (error.code !== 'EEXIST') throw error;
          return false;
        },
      )
      .finally(() => rm(draft, { force: true }));
    if (taken) return { release: () => rm(path, { force: true }) };
    const found = await readFile(path, 'utf8').catch(() => '');
    const holder = holderOf(found);
    if (holder !== null) return holder;
    // Of two that find a dead holder only one moves its file away; one that moved a living one's puts it back.
    const aside = `${draft}.dead`;
    if (
      !(await rename(path, aside).then(
        () => true,
        () => false,
      ))
    )
      continue;
    if ((await readFile(aside, 'utf8')) !== found) await link(aside, path).catch(() => undefined);
    await rm(aside, { force: true });
  }
}
