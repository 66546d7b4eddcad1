import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { CheckOptions } from '../../core/definitions/check.js';
import type { Files, Problem } from '../../core/definitions/tree.js';
import { CallerError } from '../errors.js';

/** Judges a whole tree as `checkTree` does, away from the event loop. */
export type JudgeTree = (files: Files, options?: CheckOptions) => Promise<Problem[]>;

/** What the thread is sent. */
export interface JudgementAsked {
  files: Files;
  options: CheckOptions;
}

/** What the thread answers. */
export interface JudgementGiven {
  problems: Problem[];
}

/** The judge of a process. */
export interface Judge {
  judgeTree: JudgeTree;
  /** Ends the thread; what it was judging is refused. */
  stop(): Promise<void>;
}

/** The worst tree that passes the check of its examples' weight takes a few seconds. */
const PATIENCE_MS = 20_000;

const MEMORY_MB = 512;

/** Trees waiting; more are refused, since nobody waits minutes for an answer. */
const MOST_WAITING = 20;

/**
 * Opens a judge with one thread, started with the first tree: one tree at a time, so that nobody's big proposal stalls
 * what others ask. A tree that takes longer than 20 s is given up (TIMEOUT), one beyond the 20 that wait is OVERLOADED.
 */
export function openJudge(): Judge {
  let thread: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  function start(): Worker {
    const started = new Worker(new URL('./judge-worker.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    started.unref();
    started.on('error', () => undefined);
    started.once('exit', () => {
      if (thread === started) thread = null;
    });
    return started;
  }

  async function judge(asked: JudgementAsked): Promise<Problem[]> {
    thread ??= start();
    const judging = thread;
    const over = new AbortController();
    const given = once(judging, 'message', { signal: over.signal }) as Promise<[JudgementGiven]>;
    const ended = once(judging, 'exit', { signal: over.signal });
    const late = pause(PATIENCE_MS, 'late' as const, { signal: over.signal });
    for (const each of [given, ended, late]) each.catch(() => undefined);
    judging.postMessage(asked);
    try {
      const first = await Promise.race([given, ended, late]);
      if (typeof first === 'object' && first[0]?.problems) return first[0].problems;
      if (first !== 'late') throw new Error('the thread that judges definitions ended');
      await judging.terminate();
      throw new CallerError('TIMEOUT', 'These definitions take too long to judge: propose less at once.');
    } finally {
      over.abort();
    }
  }

  return {
    async judgeTree(files, options = {}) {
      if (waiting >= MOST_WAITING) {
        throw new CallerError('OVERLOADED', 'Many definitions wait to be judged: try again in some seconds.');
      }
      waiting += 1;
      const mine = last.then(() => judge({ files, options }));
      last = mine.catch(() => undefined);
      try {
        return await mine;
      } finally {
        waiting -= 1;
      }
    },
    async stop() {
      await thread?.terminate();
    },
  };
}
