import { setTimeout as pause } from 'node:timers/promises';

/** Work that comes round: done again `everyMs` after it ended. */
export interface Round {
  everyMs: number;
  /** A long one ends early once `stopping` is aborted. */
  work: (stopping: AbortSignal) => Promise<void>;
}

/**
 * Does each of `rounds` over and over, none waiting for another, until stopped; stopping waits for what is being done. An
 * error ends its round only, and is told.
 */
export function runRounds(rounds: readonly Round[], onError?: (error: unknown) => void): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const running = Promise.all(
    rounds.map(async ({ everyMs, work }) => {
      while (!signal.aborted) {
        await work(signal).catch((error: unknown) => onError?.(error));
        await pause(everyMs, undefined, { signal }).catch(() => undefined);
      }
    }),
  );
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
