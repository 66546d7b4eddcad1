import type { Db } from '../../db/database.js';
import { findImpacts, type ImpactRow } from './find-impacts.js';

/** Of a row `i` of impacts: it looks as far as a check does, up to when it was asked for. Anybody may ask for another window. */
export const IS_FULL = `i.window_to - i.window_from >= interval '90 days' and i.window_to > i.created_at - interval '1 day'`;

/** The newest report of a pull request's effect that its check may be judged by; null where there is none. */
export async function findFullImpactOf(db: Db, number: number, effect: string): Promise<ImpactRow | null> {
  const [row] = await db.query<{ id: string }>(
    `select i.id from impacts i where i.pull_request = $1 and i.effect = $2 and ${IS_FULL}
     order by i.created_at desc, i.id desc limit 1`,
    [number, effect],
  );
  return row ? ((await findImpacts(db, [row.id]))[0] ?? null) : null;
}
