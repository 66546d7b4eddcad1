import type { Db } from '../../db/database.js';
import { findImpacts, type ImpactRow } from './find-impacts.js';

/** The newest report of a pull request, of this effect where one is named; null where there is none. */
export async function findImpactOf(db: Db, number: number, effect: string | null = null): Promise<ImpactRow | null> {
  const [row] = await db.query<{ id: string }>(
    `select id from impacts where pull_request = $1 and ($2::text is null or effect = $2)
     order by created_at desc, id desc limit 1`,
    [number, effect],
  );
  return row ? ((await findImpacts(db, [row.id]))[0] ?? null) : null;
}
