import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';

/** What a thread sends back. */
export type ThreadAnswer<Given> = { given: Given } | { error: Error };

/** How far a thread stands back: one that holds locks must not starve behind those who wait for them. */
const NICENESS = { reads: constants.priority.PRIORITY_BELOW_NORMAL, writes: 5 };

/**
 * Answers what the thread is asked, in order, on cores that the event loop leaves to it (on Linux; elsewhere a priority is
 * that of the whole process). What `answer` throws rejects the question.
 */
export function serveThread<Asked, Given>(does: 'reads' | 'writes', answer: (asked: Asked) => Promise<Given>): void {
  if (process.platform === 'linux') setPriority(NICENESS[does]);
  let before = Promise.resolve();
  parentPort?.on('message', (asked: Asked) => {
    before = before.then(async () => {
      const told: ThreadAnswer<Given> = await answer(asked).then(
        (given) => ({ given }),
        (error) => ({ error: error instanceof Error ? error : new Error(String(error)) }),
      );
      parentPort?.postMessage(told);
    });
  });
}
