import type { Principal } from '../auth/principal.js';
import { newId } from '../db/new-id.js';
import { userError } from '../user-error.js';
import { actOnPull } from './act-on-pull.js';
import { checkBody } from './check-texts.js';
import { findPullToChange } from './find-pull-to-change.js';
import type { CommentInput } from './inputs.js';
import { refuseIf } from './open-pull-request.js';
import type { Pulls } from './open-pulls.js';
import type { PullOutcome } from './pull-outcome.js';
import { recordPull } from './record-pull.js';

/** Says a word about a pull request, or about a place in one of its files, whatever its state. Refused: no words, a file that is in neither tree. */
export function commentOnPullRequest(pulls: Pulls, principal: Principal, input: CommentInput): Promise<PullOutcome> {
  const { number, body } = input;
  const path = input.path ?? null;
  const pointer = input.pointer ?? null;
  return actOnPull(pulls, principal, { action: 'pull.commented', number }, async (tx) => {
    if (body.trim() === '') refuseIf([userError('REQUIRED', ['body'], 'The comment says nothing.', 'Give it a text.')]);
    refuseIf(checkBody(body));
    const pull = await findPullToChange(tx, number);
    const { before, after } = await pulls.trees.merging(tx, pull);
    if (path !== null && !Object.hasOwn(before, path) && !Object.hasOwn(after, path)) {
      refuseIf([userError('INVALID', ['path'], `There is no file '${path}'.`, 'Name a file of the definitions.')]);
    }
    if (pointer !== null && (path === null || !/^(\/[^/]*)*$/.test(pointer) || pointer.length > 1_000)) {
      const hint = 'Give a path and a JSON pointer such as /thresholds/0/when.';
      refuseIf([userError('INVALID', ['pointer'], `'${pointer.slice(0, 100)}' points nowhere.`, hint)]);
    }
    await tx.query(
      `insert into pull_comments (id, number, author, body, path, pointer, created_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [newId('comment', tx.at.getTime()), number, tx.actor, body.trim(), path, pointer, tx.at],
    );
    await recordPull(tx, number, 'COMMENTED');
    return { userErrors: [], number, release: null };
  });
}
