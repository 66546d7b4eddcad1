import type { Routing } from '../../core/definitions/routing/routing.js';
import type { TeamKey } from '../../core/definitions/tree.js';
import type { Db } from '../db/database.js';
import type { Release } from '../releases/release.js';

/** A pool with its people's ids. */
export interface PoolRow {
  key: string;
  team: TeamKey;
  memberIds: string[];
  openHandoffs: number;
  weeklyCapacity: number | null;
}

/** The pools of a release, in order, with their active people and how many handoffs wait in each. */
export async function listPools(db: Db, release: Release): Promise<PoolRow[]> {
  const { pools } = release.tree.routing as unknown as Routing;
  const keys = pools.map((pool) => pool.key);
  const [members, open] = await Promise.all([
    db.query<{ pool: string; id: string; limit: number | null }>(
      `select p.pool, u.id, u.weekly_capacity as "limit" from users u, unnest(u.pools) as p (pool)
       where u.active and p.pool = any($1) order by u.display_name, u.id`,
      [keys],
    ),
    db.query<{ pool: string; open: number }>(
      `select pool, count(*)::int as open from handoffs where state = 'PENDING' and pool = any($1) group by pool`,
      [keys],
    ),
  ]);
  return pools.map(({ key, team, capacityPerWeek }) => {
    const own = members.filter((member) => member.pool === key);
    const limits = own.map((member) => member.limit ?? capacityPerWeek ?? null);
    return {
      key,
      team,
      memberIds: own.map((member) => member.id),
      openHandoffs: open.find((row) => row.pool === key)?.open ?? 0,
      weeklyCapacity: limits.includes(null) ? null : limits.reduce<number>((sum, limit) => sum + (limit ?? 0), 0),
    };
  });
}
