import type { Tx } from '../db/database.js';
import type { GitObjectRow } from './repository.js';

const PAGE = 1_000;

/** Keeps the objects in the database; those already there stay as they are. */
export async function saveObjects(tx: Tx, objects: readonly GitObjectRow[]): Promise<void> {
  for (let at = 0; at < objects.length; at += PAGE) await savePage(tx, objects.slice(at, at + PAGE));
}

async function savePage(tx: Tx, objects: readonly GitObjectRow[]): Promise<void> {
  await tx.query(
    `insert into git_objects (oid, type, bytes)
     select * from unnest($1::text[], $2::text[], $3::bytea[])
     on conflict (oid) do nothing`,
    [objects.map((each) => each.oid), objects.map((each) => each.type), objects.map((each) => Buffer.from(each.bytes))],
  );
}
