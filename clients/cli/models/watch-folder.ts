import { watch } from 'node:fs';

const SETTLE_MS = 100;

/** Runs `act` now and after every change below the folder, until the process is told to end; changes close together run once. */
export async function watchFolder(folder: string, act: () => void): Promise<void> {
  let settling: NodeJS.Timeout | undefined;
  // watched before the first run: a change made as soon as its result is read is not lost
  const watcher = watch(folder, { recursive: true }, () => {
    clearTimeout(settling);
    settling = setTimeout(act, SETTLE_MS);
  });
  act();
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(settling);
      watcher.close();
      resolve();
    };
    process.once('SIGINT', end);
    process.once('SIGTERM', end);
  });
}
