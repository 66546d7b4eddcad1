import { effectText } from '../../../core/definitions/diff/effect-text.js';
import type { Db } from '../../db/database.js';
import { readMain } from '../../releases/read-main.js';
import { describeMerging } from '../merging.js';
import type { Pulls } from '../open-pulls.js';
import { listOpenPulls, type PullRow } from '../pull-row.js';

/** What a stretch of the forge's main is to our main: nothing new, a pull request (with the effect it has), or unknown. */
export type MainMatch = { is: 'nothing' } | { is: 'pull'; pull: PullRow; effect: string } | { is: 'unknown' };

/**
 * Finds what the step of the forge's main from `base` (null: there was none) to `commit` would change here. It is told by
 * the effect alone, so that merge, squash and rebase are all the same, and by nothing the commits say of themselves.
 */
export async function matchMain(pulls: Pulls, db: Db, base: string | null, commit: string): Promise<MainMatch> {
  const main = await readMain(db);
  const ours = await pulls.trees.files(db, main);
  const theirs = await pulls.trees.files(db, commit);
  const from = base === null ? ours : await pulls.trees.files(db, base);
  const { after, conflicts, effect } = describeMerging(main, { base: from, ours, theirs });
  if (effectText(ours, theirs) === '') return { is: 'nothing' };
  if (conflicts.length > 0) return { is: 'unknown' };
  if (effectText(ours, after) === '') return { is: 'nothing' };
  for (const pull of await listOpenPulls(db)) {
    const merging = await pulls.trees.mergingOnto(db, main, pull);
    if (merging.conflicts.length === 0 && merging.effect === effect) return { is: 'pull', pull, effect };
  }
  return { is: 'unknown' };
}
