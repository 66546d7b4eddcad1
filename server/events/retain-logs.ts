import type { Db } from '../db/database.js';
import type { Chain } from './chains.js';
import { chains, FLOOR_SQL } from './chains.js';
import { dropPartitions } from './drop-partitions.js';

/** What a run of retention did to a log: rows up to `floor` are kept no longer, `dropped` are the partitions that went. */
export interface Retained {
  chain: Chain['name'];
  floor: number;
  dropped: string[];
}

/**
 * Ends what is older than `keepMs` in both logs: a checkpoint with the hash of the last such row, from which on the log
 * is read and verified, then the partitions that lie wholly before it. Needs the owner role; any number may run it at once.
 */
export async function retainLogs(owner: Db, keepMs: number): Promise<Retained[]> {
  const done: Retained[] = [];
  for (const chain of Object.values(chains)) {
    const floor = await raiseFloor(owner, chain, keepMs);
    done.push({ chain: chain.name, floor, dropped: await dropPartitions(owner, chain.log, floor) });
  }
  return done;
}

/** All before the first row that is young enough goes: rows of one log are as good as in the order of their recording. */
async function raiseFloor(owner: Db, chain: Chain, keepMs: number): Promise<number> {
  const [bounds] = await owner.query<{ floor: number; head: number; cutoff: Date }>(
    `select ${FLOOR_SQL[chain.name]} as floor, seq as head, clock_timestamp() - $2 * interval '1 ms' as cutoff
     from log_head where chain = $1`,
    [chain.name, keepMs],
  );
  if (!bounds || bounds.head === bounds.floor) return bounds?.floor ?? 0;
  const [kept] = await owner.query<{ seq: number }>(
    `select seq from ${chain.log} where seq > $1 and seq <= $2 and ${chain.recorded} >= $3 order by seq limit 1`,
    [bounds.floor, bounds.head, bounds.cutoff],
  );
  const floor = kept ? kept.seq - 1 : bounds.head;
  if (floor === bounds.floor) return floor;
  await owner.query(
    `insert into log_checkpoints (chain, seq, hash, at)
     select $1, seq, hash, date_trunc('milliseconds', clock_timestamp()) from ${chain.log} where seq = $2
     on conflict do nothing`,
    [chain.name, floor],
  );
  await owner.query('delete from log_checkpoints where chain = $1 and seq < $2', [chain.name, floor]);
  return floor;
}
