import { diffTrees } from '../../../core/definitions/diff/diff-trees.js';
import { levelOf } from '../../../core/definitions/diff/level-of.js';
import { isReplayed } from '../../../core/definitions/impact/is-replayed.js';
import type { Files } from '../../../core/definitions/tree.js';
import type { Db } from '../../db/database.js';

const LOOKED_AT = 50;

/**
 * Since when what was in force scored as `base` does: the promotion of the oldest release of an unbroken row up to the
 * newest that differ from it in words only, or in what no replay reads. 0 where that is the first release; null where the
 * newest one differs already.
 */
export async function findComparableSince(db: Db, base: Files): Promise<number | null> {
  let since: number | null = null;
  for (let before: number | null = null, looked = 0; looked < LOOKED_AT; looked++) {
    const [release]: { number: number; promotedAt: Date; files: Files }[] = await db.query(
      `select number, promoted_at as "promotedAt", files from releases
       where $1::int is null or number < $1 order by number desc limit 1`,
      [before],
    );
    if (!release) return since === null ? null : 0;
    const changes = diffTrees(release.files, base).filter(({ path }) => isReplayed(path));
    if (levelOf(changes) !== 'SAFE') return since;
    since = release.promotedAt.getTime();
    before = release.number;
  }
  return since;
}
