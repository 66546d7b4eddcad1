import type pg from 'pg';

const FORGE_LOCK = 4_226_310;

/** Runs `work` while no other process does; false: another does. The database ends the claim of a process that died. */
export async function whileAlone(pool: pg.Pool, work: () => Promise<void>): Promise<boolean> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    const { rows } = await client.query<{ ours: boolean }>('select pg_try_advisory_lock($1) as ours', [FORGE_LOCK]);
    if (!rows[0]?.ours) return false;
    try {
      await work();
      return true;
    } finally {
      await client.query('select pg_advisory_unlock($1)', [FORGE_LOCK]).catch((error: Error) => {
        broken = error;
      });
    }
  } finally {
    client.release(broken);
  }
}
