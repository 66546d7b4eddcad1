import type { Db } from '../db/database.js';
import type { Anchor } from './anchor.js';
import type { Chain } from './chains.js';

/** The newest checkpoint of a chain: what is kept begins after it; `seq` 0 and no hash where all is kept. */
export async function readStart(db: Db, chain: Chain): Promise<Anchor> {
  const [start] = await db.query<Anchor>(
    'select seq, hash from log_checkpoints where chain = $1 order by seq desc limit 1',
    [chain.name],
  );
  return start ?? { seq: 0, hash: Buffer.alloc(0) };
}
