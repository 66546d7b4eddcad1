import type { Tx } from '../db/database.js';

/**
 * Moves a ref from `expected` (null: it must not exist) to `oid` by compare-and-swap. False when somebody else moved it
 * first; the caller decides again on what is there now.
 */
export async function moveRef(tx: Tx, ref: { name: string; expected: string | null; oid: string }): Promise<boolean> {
  const rows =
    ref.expected === null
      ? await tx.query(
          'insert into git_refs (name, oid, updated_at) values ($1, $2, $3) on conflict (name) do nothing returning name',
          [ref.name, ref.oid, tx.at],
        )
      : await tx.query('update git_refs set oid = $2, updated_at = $3 where name = $1 and oid = $4 returning name', [
          ref.name,
          ref.oid,
          tx.at,
          ref.expected,
        ]);
  return rows.length === 1;
}
