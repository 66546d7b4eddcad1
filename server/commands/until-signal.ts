import { whenParentEnds } from './when-parent-ends.js';

/** A terminal sends Ctrl-C to npm and to us, and npm hands its own on: what comes within this time is one wish. */
const SAME_WISH_MS = 1_000;

/** The longest an orderly stop may take before the process ends all the same. */
const PATIENCE_MS = 22_000;

/**
 * Ends the process when it is told to. At the first SIGTERM, SIGINT or closed terminal by `stop`, exit code 0; at a
 * second wish, or when `stop` takes 22 s, by `kill`, exit code 1. `underNpx` its end is a wish too: it hands signals to a
 * shell that keeps them to itself.
 */
export function untilSignal(stop: () => Promise<void>, kill: () => void, underNpx: boolean): void {
  let since = 0;
  function force(): void {
    kill();
    process.exit(1);
  }
  function wish(): void {
    if (since > 0) {
      if (Date.now() - since > SAME_WISH_MS) force();
      return;
    }
    since = Date.now();
    setTimeout(force, PATIENCE_MS).unref();
    stop().then(() => process.exit(0), force);
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, wish);
  if (underNpx) whenParentEnds(wish);
}
