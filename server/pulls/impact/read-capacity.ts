import type { Db } from '../../db/database.js';

/** What the people of the pools take a week; null where nobody's capacity is known. */
export async function readCapacity(db: Db): Promise<number | null> {
  const [row] = await db.query<{ capacity: number | null }>(
    `select sum(weekly_capacity)::int as capacity from users where active and cardinality(pools) > 0`,
  );
  return row?.capacity ?? null;
}
