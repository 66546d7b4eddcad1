import { effectText } from '../../core/definitions/diff/effect-text.js';
import type { Files } from '../../core/definitions/tree.js';
import type { Db } from '../db/database.js';
import { readFiles } from '../git/read-files.js';
import { type UserError, userError } from '../user-error.js';

/**
 * The problem of putting `commit` in force while it holds an emergency that is not in force and that nobody signed since;
 * null where there is none, or what it changed was taken back. Else a hold could be ended to get around the signatures.
 */
export async function findUnsignedEmergency(db: Db, commit: string, files: Files): Promise<UserError | null> {
  const emergencies = await db.query<{ number: number; before: string; after: string }>(UNSIGNED, [commit]);
  for (const { number, before, after } of emergencies) {
    if (await isTakenBack(db, before, after, files)) continue;
    const message = `Pull request ${number} was merged in an emergency and is not signed.`;
    const hint = 'Have it signed by the teams it needs (reviewPullRequest), or take it back by another pull request.';
    return userError('SIGN_OFF_MISSING', ['commit'], message, hint);
  }
  return null;
}

async function isTakenBack(db: Db, before: string, after: string, now: Files): Promise<boolean> {
  const [was, became] = [(await readFiles(db, before)) ?? {}, (await readFiles(db, after)) ?? {}];
  const changed = [...new Set([...Object.keys(was), ...Object.keys(became)])].filter(
    (path) => was[path] !== became[path],
  );
  const only = (files: Files): Files =>
    Object.fromEntries(changed.flatMap((path) => (files[path] === undefined ? [] : [[path, files[path]]])));
  return effectText(only(was), only(now)) === '';
}

/** Merged onto main after what is in force, up to and with the commit. */
const UNSIGNED = `
  select p.number, p.merged_onto as before, p.merge_commit as after
  from pull_requests p
  join merged_commits m on m.oid = p.merge_commit
  join merged_commits target on target.oid = $1 and m.position <= target.position
  join merged_commits live on m.position > live.position
    and live.oid = (select commit from releases order by number desc limit 1)
  where p.emergency and p.merged_onto is not null order by p.number`;
