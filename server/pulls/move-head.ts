import type { Principal } from '../auth/principal.js';
import type { Tx } from '../db/database.js';
import type { PullRow } from './pull-row.js';

/** Notes where the branch of a pull request is now; whoever moved it and is not its author is a contributor from now on. */
export async function moveHead(
  tx: Tx,
  pull: PullRow,
  principal: Principal,
  to: { head: string; base: string },
): Promise<void> {
  await tx.query(
    `update pull_requests set head = $2, base = $3,
       contributors = case when $4 = author or $4 = any(contributors) then contributors
         else array_append(contributors, $4) end
     where number = $1`,
    [pull.number, to.head, to.base, principal.actor],
  );
}
