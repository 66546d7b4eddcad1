import { openMoveCounter } from '../leads/rescore/open-move-counter.js';
import { type Checks, startChecks } from './checks/start-checks.js';
import { openPulls, type Pulls } from './open-pulls.js';

/** Lends the parts and runs checks in the background until stopped; a commit wakes both the log and the checks. */
export function runPulls(
  parts: Omit<Pulls, 'trees' | 'inTurn' | 'countMoves'> & { url: string; onError: (error: unknown) => void },
): Pulls & Pick<Checks, 'stop'> {
  const { url, onError, afterCommit, ...rest } = parts;
  let wake: () => void = () => undefined;
  const pulls = openPulls({
    ...rest,
    countMoves: openMoveCounter({ db: rest.db, url, releases: rest.releases }),
    afterCommit() {
      afterCommit();
      wake();
    },
  });
  const checks = startChecks(pulls, onError);
  wake = checks.poke;
  return { ...pulls, stop: checks.stop };
}
