import type { Files } from '../../core/definitions/tree.js';
import { readFiles } from '../../server/git/read-files.js';
import type { Context } from '../context.js';

/** The files of a commit, the live one by default; null where there is no such commit. */
export async function findFiles({ db, releases }: Context, commit: string | null | undefined): Promise<Files | null> {
  const live = releases.live();
  return commit === null || commit === undefined || commit === live.commit ? live.files : readFiles(db, commit);
}
