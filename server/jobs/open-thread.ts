import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ThreadAnswer } from './serve-thread.js';

/** A thread that answers one question after the other. */
export interface Thread<Asked, Given> {
  /** Rejects with what the thread threw, or when it ends. Wait for an answer before the next question. */
  ask(asked: Asked): Promise<Given>;
  close(): Promise<void>;
}

/** Threads make much that lives for one lead only: with room for it, it is gone before it has to be looked at twice. */
const YOUNG = 0.24;

/** Starts a thread on a file that calls `serveThread`; it keeps no process alive, and ends where it needs more than `memoryMb`. */
export function openThread<Asked, Given>(file: URL, data: unknown, memoryMb: number): Thread<Asked, Given> {
  const resourceLimits = { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: memoryMb * YOUNG };
  const thread = new Worker(file, { workerData: data, resourceLimits });
  thread.unref();
  const ended = once(thread, 'exit').then(() => {
    throw new Error(`a thread of ${file.pathname.split('/').at(-1)} ended`);
  });
  ended.catch(() => undefined);
  return {
    async ask(asked) {
      const over = new AbortController();
      const given = once(thread, 'message', { signal: over.signal }) as Promise<[ThreadAnswer<Given>]>;
      given.catch(() => undefined);
      thread.postMessage(asked);
      try {
        const [answer] = await Promise.race([given, ended]);
        if ('error' in answer) throw answer.error;
        return answer.given;
      } finally {
        over.abort();
      }
    },
    async close() {
      await thread.terminate();
    },
  };
}
