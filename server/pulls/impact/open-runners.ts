import type { CountedTally } from '../../../core/definitions/impact/impact-tally.js';
import { openThread, type Thread } from '../../jobs/open-thread.js';
import type { BacktestQuestion } from './backtest-question.js';
import type { RunnerAnswer, RunnerAsked } from './backtest-worker.js';
import type { OpenRunner, RangeRunner } from './open-runner.js';
import type { MadeImpact } from './save-impact.js';

/** Runners in threads, and how all of them end. */
export interface Runners {
  /** For a question that was asked: its thread stays a while for the next. */
  open: OpenRunner;
  /** For a question that makes threads ready: closing waits for what is being done, and they stay until one is asked. */
  prepare: OpenRunner;
  /** How many threads wait for a question. */
  resting(): number;
  close(): Promise<void>;
}

/** What of a thread is quick is compiled: the next report takes half the time of the first while it stays. It holds much memory. */
const STAYS_MS = 300_000;
const MEMORY_MB = 400;

type RunnerThread = Thread<RunnerAsked, RunnerAnswer>;

interface Idle {
  thread: RunnerThread;
  ends: NodeJS.Timeout | undefined;
}

/** Opens runners in threads, which stay for the next question; one that is closed before it answered ends. */
export function openRunners(url: string, staysMs = STAYS_MS): Runners {
  const idle: Idle[] = [];
  let isClosed = false;

  function rest(thread: RunnerThread, ms: number): void {
    const one: Idle = { thread, ends: undefined };
    if (ms < Infinity) {
      one.ends = setTimeout(() => {
        idle.splice(idle.indexOf(one), 1);
        void thread.close();
      }, ms).unref();
    }
    idle.push(one);
  }
  function take(): RunnerThread {
    for (let resting = idle.pop(); resting; resting = idle.pop()) {
      clearTimeout(resting.ends);
      if (!resting.thread.hasEnded()) return resting.thread;
    }
    return openThread(new URL('./backtest-worker.js', import.meta.url), { url }, MEMORY_MB);
  }
  function openFor(question: BacktestQuestion, ms: number): RangeRunner {
    const thread = take();
    let asked = 0;
    let last: Promise<unknown>;
    const ask = (what: RunnerAsked): Promise<RunnerAnswer> => {
      asked++;
      const given = thread.ask(what).then((answer) => {
        asked--;
        return answer;
      });
      last = given.catch(() => undefined);
      return given;
    };
    const begun = ask({ question });
    return {
      async run(range) {
        const [, tally] = await Promise.all([begun, ask({ range })]);
        return tally as CountedTally;
      },
      async write(counted) {
        const [, made] = await Promise.all([begun, ask({ counted })]);
        return made as MadeImpact;
      },
      async close() {
        if (ms === Infinity) await last;
        if (asked === 0) await ask({ over: true }).catch(() => undefined);
        if (asked === 0 && !isClosed) rest(thread, ms);
        else await thread.close();
      },
    };
  }
  return {
    open: (question) => openFor(question, staysMs),
    prepare: (question) => openFor(question, Infinity),
    resting: () => idle.filter(({ thread }) => !thread.hasEnded()).length,
    async close() {
      isClosed = true;
      for (const { ends } of idle) clearTimeout(ends);
      await Promise.all(idle.splice(0).map(({ thread }) => thread.close()));
    },
  };
}
