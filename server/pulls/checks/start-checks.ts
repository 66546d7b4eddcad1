import type { Pulls } from '../open-pulls.js';
import { listUnchecked, settleChecks } from './settle-checks.js';
import { listReported, settleImpact } from './settle-impact.js';

/** What checks pull requests in the background. */
export interface Checks {
  /** Looks at once whether something waits. */
  poke(): void;
  stop(): Promise<void>;
}

const INTERVAL_MS = 500;
/** One that could not be judged is tried again after this. */
const AGAIN_MS = 30_000;

/**
 * Starts checking what is unchecked, new heads first, and what a moved main made stale. The rows say what waits, so any
 * number of processes may do it and none of it is lost with one.
 */
export function startChecks(pulls: Pulls, onError: (error: unknown) => void): Checks {
  const failed = new Map<number, number>();
  let wake: () => void = () => undefined;
  let poked = false;
  let stopping = false;

  async function next(): Promise<boolean> {
    for (const number of await listReported(pulls.db)) await settleImpact(pulls, number).catch(onError);
    const waiting = await listUnchecked(pulls.db);
    const number = waiting.find((each) => (failed.get(each) ?? 0) < performance.now());
    if (number === undefined) return false;
    try {
      await settleChecks(pulls, number);
      failed.delete(number);
    } catch (error) {
      failed.set(number, performance.now() + AGAIN_MS);
      onError(error);
    }
    return true;
  }

  async function run(): Promise<void> {
    while (!stopping) {
      poked = false;
      const more = await next().catch((error: unknown) => {
        onError(error);
        return false;
      });
      if (more || poked || stopping) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, INTERVAL_MS);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }
  const running = run();
  const poke = () => {
    poked = true;
    wake();
  };
  return {
    poke,
    async stop() {
      stopping = true;
      poke();
      await running;
    },
  };
}
