import { removedKeys } from '../../core/definitions/removed-keys.js';
import type { Files } from '../../core/definitions/tree.js';
import type { Db } from '../db/database.js';
import type { UserError } from '../user-error.js';

/** The problem of a stage that goes away while leads stand in it, unless `renamed` says where they go; null: none. */
export async function findStrandedStage(db: Db, before: Files, after: Files): Promise<UserError | null> {
  const removed = removedKeys(before, after).stages;
  if (removed.length === 0) return null;
  const [stranded] = await db.query<{ stage: string; leads: number }>(
    `select stage, count(*)::int as leads from leads
     where stage = any($1) and merged_into is null and erased_at is null group by stage order by stage limit 1`,
    [removed],
  );
  if (!stranded) return null;
  const { stage, leads } = stranded;
  const message = `lifecycle.json no longer has the stage '${stage}', in which ${leads === 1 ? 'one lead stands' : `${leads} leads stand`}.`;
  const hint = `Say where they go: "renamed": {"stages": {"${stage}": "…"}}.`;
  return { code: 'CHECK_FAILING', field: null, message, hint };
}
