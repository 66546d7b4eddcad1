import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ImpactTally } from '../../../core/definitions/impact/impact-tally.js';
import type { BacktestQuestion } from './backtest-question.js';
import type { LeadRange } from './load-rows.js';

/** What a thread is made with. */
export interface ThreadData {
  url: string;
  question: BacktestQuestion;
}

/** What a thread is sent. */
export interface RangeAsked {
  range: LeadRange;
}
/** What it answers. */
export interface RangeGiven {
  tally: ImpactTally;
}

/** Takes a range after another; each call waits for its own answer. */
export interface RangeRunner {
  run(range: LeadRange): Promise<ImpactTally>;
  close(): Promise<void>;
}

const MEMORY_MB = 400;

/** Starts a thread with its own connection, on the question's snapshot. */
export function openThread(data: ThreadData): RangeRunner {
  const thread = new Worker(new URL('./backtest-worker.js', import.meta.url), {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  thread.unref();
  const failed = once(thread, 'exit').then(() => {
    throw new Error('a thread of the backtest ended');
  });
  failed.catch(() => undefined);
  return {
    async run(range) {
      const over = new AbortController();
      const given = once(thread, 'message', { signal: over.signal }) as Promise<[RangeGiven]>;
      given.catch(() => undefined);
      const asked: RangeAsked = { range };
      thread.postMessage(asked);
      try {
        const [{ tally }] = await Promise.race([given, failed]);
        return tally;
      } finally {
        over.abort();
      }
    },
    async close() {
      await thread.terminate();
    },
  };
}
