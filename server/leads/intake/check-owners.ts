import type { Db } from '../../db/database.js';
import { type UserError, userError } from '../user-error.js';
import type { Item } from './item.js';

/** The items, by index, that name an owner nobody is. */
export async function checkOwners(db: Db, items: readonly Item[]): Promise<Map<number, UserError>> {
  const named = items.flatMap((item, index) =>
    item.kind === 'upsert' && item.ownerId ? [{ index, id: item.ownerId }] : [],
  );
  if (named.length === 0) return new Map();
  const rows = await db.query<{ id: string }>('select id from users where id = any($1) and active', [
    named.map((one) => one.id),
  ]);
  const known = new Set(rows.map((row) => row.id));
  return new Map(
    named
      .filter((one) => !known.has(one.id))
      .map(({ index, id }) => [index, userError('NOT_FOUND', ['ownerId'], `There is no active user '${id}'.`)]),
  );
}
