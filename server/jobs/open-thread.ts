import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ThreadAnswer } from './serve-thread.js';

/** A thread that answers one question after the other, in the order in which they were asked. */
export interface Thread<Asked, Given> {
  /** Rejects with what the thread threw, or when it ends. */
  ask(asked: Asked): Promise<Given>;
  /** It ran out of memory, or was closed. */
  hasEnded(): boolean;
  close(): Promise<void>;
}

/** Threads make much that lives for one lead only: with room for it, it is gone before it has to be looked at twice. */
const YOUNG = 0.24;

/** Starts a thread on a file that calls `serveThread`; it keeps no process alive, and ends where it needs more than `memoryMb`. */
export function openThread<Asked, Given>(file: URL, data: unknown, memoryMb: number): Thread<Asked, Given> {
  const resourceLimits = { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: memoryMb * YOUNG };
  const thread = new Worker(file, { workerData: data, resourceLimits });
  thread.unref();
  const waiting: ((answer: ThreadAnswer<Given>) => void)[] = [];
  thread.on('message', (answer: ThreadAnswer<Given>) => waiting.shift()?.(answer));
  let isOver = false;
  const ended = once(thread, 'exit').then(() => {
    isOver = true;
    throw new Error(`a thread of ${file.pathname.split('/').at(-1)} ended`);
  });
  ended.catch(() => undefined);
  return {
    async ask(asked) {
      const given = new Promise<ThreadAnswer<Given>>((resolve) => waiting.push(resolve));
      thread.postMessage(asked);
      const answer = await Promise.race([given, ended]);
      if ('error' in answer) throw answer.error;
      return answer.given;
    },
    hasEnded: () => isOver,
    async close() {
      await thread.terminate();
    },
  };
}
