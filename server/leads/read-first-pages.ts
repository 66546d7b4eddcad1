import type { Db } from '../db/database.js';
import type { Page } from './page.js';
import { encodeCursor, orderBy, type PagedList } from './read-page.js';

/**
 * The first `size` rows of the list of each owner, in the owners' order, in one statement; nothing is counted. The list
 * says `o.id` where it means the owner, and has no parameters.
 */
export async function readFirstPages<Row extends object>(
  db: Db,
  list: PagedList,
  owners: readonly string[],
  size: number,
): Promise<Page<Row>[]> {
  const rows = await db.query<Row & { $owner: string; $key: Date | number | null; $id: string | number }>(
    `select o.id as "$owner", r.* from unnest($1::text[]) as o (id) cross join lateral (
       select ${list.columns}, ${list.key} as "$key", ${list.id} as "$id" from ${list.from}
       where ${list.where} order by ${orderBy(list, false)} limit ${size + 1}) r`,
    [owners],
  );
  const byOwner = Map.groupBy(rows, (row) => row.$owner);
  return owners.map((owner) => {
    const all = byOwner.get(owner) ?? [];
    const found = all.slice(0, size);
    return {
      nodes: found.map(({ $owner: _owner, $key: _key, $id: _id, ...row }) => row as unknown as Row),
      cursors: found.map((row) => encodeCursor(row.$key, row.$id)),
      hasNextPage: all.length > size,
      hasPreviousPage: false,
      totalCount: null,
    };
  });
}
