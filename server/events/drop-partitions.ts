import type { Db } from '../db/database.js';

/** How long everybody who reads or writes the log may be kept waiting for it. */
const PATIENCE = '250ms';

/** SQLSTATEs of a partition that is in use just now, and of one that another process has dropped. */
const LATER = new Set(['55P03', '42P01']);

/**
 * Drops the partitions of a log that hold nothing after `floor`, and answers their names. One that somebody still reads
 * is left for the next time. Needs the owner role.
 */
export async function dropPartitions(owner: Db, log: string, floor: number): Promise<string[]> {
  const partitions = await owner.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = $1::regclass
       and substring(pg_get_expr(c.relpartbound, c.oid) from 'TO \\(''?(\\d+)''?\\)')::bigint <= $2::bigint + 1
     order by 1`,
    [log, floor],
  );
  const dropped: string[] = [];
  for (const { name } of partitions) {
    try {
      await owner.query(`do $$ begin set local lock_timeout = '${PATIENCE}'; drop table ${name}; end $$`);
      dropped.push(name);
    } catch (error) {
      if (!LATER.has((error as { code?: string }).code ?? '')) throw error;
    }
  }
  return dropped;
}
