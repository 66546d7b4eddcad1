import type { Db, Tx } from '../../db/database.js';

/** A webhook that was taken; what it says of pushes is kept, the rest is only a reason to look. */
export interface Delivery {
  id: string;
  pushes: readonly { oid: string; login: string }[];
}

const KEPT_DAYS = 30;

/** Keeps a delivery; false: it was taken before. */
export async function keepDelivery(tx: Tx, { id, pushes }: Delivery): Promise<boolean> {
  const rows = await tx.query(
    'insert into forge_deliveries (id, received_at) values ($1, $2) on conflict (id) do nothing returning id',
    [id, tx.at],
  );
  if (rows.length === 0) return false;
  await keepPushes(tx, pushes);
  return true;
}

/** Keeps who pushed what. */
export async function keepPushes(db: Db, pushes: readonly { oid: string; login: string }[]): Promise<void> {
  await db.query(
    `insert into forge_pushes (oid, login, pushed_at)
     select oid, lower(login), clock_timestamp() from unnest($1::text[], $2::text[]) as given (oid, login)
     on conflict (oid, login) do nothing`,
    [pushes.map((push) => push.oid), pushes.map((push) => push.login)],
  );
}

/** Those that nobody has looked at the forge for. */
export async function listUnanswered(db: Db): Promise<string[]> {
  const rows = await db.query<{ id: string }>('select id from forge_deliveries where answered_at is null limit 1000');
  return rows.map((row) => row.id);
}

/** Notes that the forge was looked at after they came; those of a month ago are forgotten. */
export async function answerDeliveries(db: Db, ids: readonly string[]): Promise<void> {
  await db.query('update forge_deliveries set answered_at = clock_timestamp() where id = any($1)', [ids]);
  await db.query(
    `delete from forge_deliveries where answered_at is not null and received_at < clock_timestamp() - $1 * interval '1 day'`,
    [KEPT_DAYS],
  );
}
