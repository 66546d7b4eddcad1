import type { Tx } from '../db/database.js';
import { userError } from '../user-error.js';
import { PullRefused } from './pull-outcome.js';
import { lockPull, type PullRow } from './pull-row.js';

/** The pull request with this number, held until `tx` ends. @throws PullRefused NOT_FOUND */
export async function findPullToChange(tx: Tx, number: number): Promise<PullRow> {
  const pull = await lockPull(tx, number);
  if (pull) return pull;
  const hint = 'pullRequests (accord pr list) tells which there are.';
  throw new PullRefused([userError('NOT_FOUND', ['number'], `There is no pull request ${number}.`, hint)]);
}

/** The refusal of what can only be done to one that is open. */
export function notOpen({ number, state }: PullRow): PullRefused {
  const message = `Pull request ${number} is ${state.toLowerCase()}.`;
  const hint =
    state === 'CLOSED'
      ? 'Open it again first: updatePullRequest(close: false).'
      : 'Propose what is still to change as a new pull request.';
  return new PullRefused([userError('CONFLICT', ['number'], message, hint)]);
}
