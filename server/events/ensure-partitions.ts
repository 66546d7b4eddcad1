import type { Db } from '../db/database.js';
import { chains } from './chains.js';

/** Rows a partition of a log holds, as the first migration laid them. */
export const PARTITION_ROWS = 1_000_000;

const AHEAD = 2;

/**
 * Keeps at least two empty partitions before the head of each log; to be called at start and every minute or so.
 * Attaching takes no lock that stops writers. Needs the owner role; any number of processes may call it at once.
 */
export async function ensurePartitions(owner: Db): Promise<void> {
  const heads = await owner.query<{ chain: keyof typeof chains; seq: number }>('select chain, seq from log_head');
  for (const { chain, seq } of heads) {
    const current = Math.floor(seq / PARTITION_ROWS);
    for (let index = current; index <= current + AHEAD; index++) await ensurePartition(owner, chains[chain].log, index);
  }
}

async function ensurePartition(owner: Db, log: string, index: number): Promise<void> {
  const name = `${log}_p${index}`;
  const [row] = await owner.query<{ there: boolean }>('select to_regclass($1) is not null as there', [name]);
  if (row?.there) return;
  await owner.query(`do $$ begin
    perform pg_advisory_xact_lock(hashtext('${name}'));
    create table ${name} (like ${log} including all);
    revoke all on ${name} from accord_app;
    alter table ${log} attach partition ${name}
      for values from (${index * PARTITION_ROWS}) to (${(index + 1) * PARTITION_ROWS});
  exception when duplicate_table then null; end $$`);
}
