import { openThread, type Thread } from '../../jobs/open-thread.js';
import type { BacktestQuestion } from './backtest-question.js';
import type { RunnerAnswer, RunnerAsked } from './backtest-worker.js';
import type { OpenRunner } from './open-runner.js';

/** Runners in threads, and how all of them end. */
export interface Runners {
  open: OpenRunner;
  close(): Promise<void>;
}

/** What of a thread is quick is compiled: the next report takes half the time of the first while it stays. */
const STAYS_MS = 300_000;
const MEMORY_MB = 400;

interface Idle {
  thread: Thread<RunnerAsked, RunnerAnswer>;
  ends: NodeJS.Timeout;
}

/** Opens runners in threads, which stay a while for the next question; one that is closed before it answered ends. */
export function openRunners(url: string, staysMs = STAYS_MS): Runners {
  const idle: Idle[] = [];
  let isClosed = false;

  function rest(thread: Idle['thread']): void {
    const ends = setTimeout(() => {
      idle.splice(idle.indexOf(one), 1);
      void thread.close();
    }, staysMs).unref();
    const one = { thread, ends };
    idle.push(one);
  }
  function take(): Idle['thread'] {
    const resting = idle.pop();
    if (!resting) {
      return openThread(new URL('./backtest-worker.js', import.meta.url), { url }, MEMORY_MB);
    }
    clearTimeout(resting.ends);
    return resting.thread;
  }
  return {
    open(question: BacktestQuestion) {
      const thread = take();
      let asked = 0;
      const ask = async (what: RunnerAsked): Promise<RunnerAnswer> => {
        asked++;
        const given = await thread.ask(what);
        asked--;
        return given;
      };
      const begun = ask({ question });
      begun.catch(() => undefined);
      return {
        async run(range) {
          await begun;
          const tally = await ask({ range });
          if (!tally) throw new Error('a thread answered nothing');
          return tally;
        },
        async close() {
          if (asked === 0) await ask({ over: true }).catch(() => undefined);
          if (asked === 0 && !isClosed) rest(thread);
          else await thread.close();
        },
      };
    },
    async close() {
      isClosed = true;
      for (const { ends } of idle) clearTimeout(ends);
      await Promise.all(idle.splice(0).map(({ thread }) => thread.close()));
    },
  };
}
