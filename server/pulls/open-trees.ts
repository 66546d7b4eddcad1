import type { Files } from '../../core/definitions/tree.js';
import type { Db } from '../db/database.js';
import { readFiles } from '../git/read-files.js';
import { readMain } from '../releases/read-main.js';
import { describeChange, describeMerging, type Merging } from './merging.js';
import type { PullRow } from './pull-row.js';
import { remember } from './remember.js';

/** The trees of commits and what merging them means, remembered: neither ever changes. */
export interface Trees {
  /** The definitions of a commit. Throws where there is no such commit. */
  files(db: Db, commit: string): Promise<Files>;
  /** What merging a pull request now would do; of a merged one what it did. */
  merging(db: Db, pull: PullRow): Promise<Merging>;
  /** The same onto a main that is known. */
  mergingOnto(db: Db, main: string, pull: Pick<PullRow, 'base' | 'head'>): Promise<Merging>;
}

const TREES_KEPT = 64;
const MERGINGS_KEPT = 128;

/** Opens the memory of a process. */
export function openTrees(): Trees {
  const trees = remember<Files>(TREES_KEPT);
  const mergings = remember<Merging>(MERGINGS_KEPT);

  const files: Trees['files'] = (db, commit) =>
    trees(commit, async () => {
      const found = await readFiles(db, commit);
      if (!found) throw new Error(`there is no commit ${commit}`);
      return found;
    });

  const mergingOnto: Trees['mergingOnto'] = (db, main, { base, head }) =>
    mergings(`${main} ${base} ${head}`, async () => {
      const [ours, theirs] = await Promise.all([files(db, main), files(db, head)]);
      return describeMerging(main, { base: base === main ? ours : await files(db, base), ours, theirs });
    });

  return {
    files,
    mergingOnto,
    async merging(db, pull) {
      const { mergedOnto, mergeCommit } = pull;
      if (mergedOnto === null || mergeCommit === null) return mergingOnto(db, await readMain(db), pull);
      const merging = await mergings(`${mergedOnto} ${mergeCommit}`, async () =>
        describeChange(mergedOnto, await files(db, mergedOnto), await files(db, mergeCommit)),
      );
      return { ...merging, effect: pull.effect ?? merging.effect };
    },
  };
}
