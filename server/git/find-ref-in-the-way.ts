import type { Tx } from '../db/database.js';

const NAMES_LOCK = 4_226_309;

/**
 * A ref beside which git cannot keep a new one called `name`: one above it or below it, as `a` and `a/b`. Null: there is
 * none, nor will there be until `tx` ends.
 */
export async function findRefInTheWay(tx: Tx, name: string): Promise<string | null> {
  await tx.query('select pg_advisory_xact_lock($1)', [NAMES_LOCK]);
  const [ref] = await tx.query<{ name: string }>(
    `select name from git_refs where starts_with(name, $1 || '/') or starts_with($1, name || '/') order by name limit 1`,
    [name],
  );
  return ref?.name ?? null;
}
