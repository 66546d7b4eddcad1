import type { Db } from '../db/database.js';
import type { Chain } from '../events/chains.js';
import { readChain } from '../events/read-chain.js';

/**
 * A log as JSON lines that anyone can recompute: the columns in the order they are hashed, `previous` and `hash` in
 * hexadecimal. Each line's hash is SHA-256 of `previous` and the JSON array of its `seq` and columns, as chainHash says.
 */
export async function* exportChain(db: Db, chain: Chain): AsyncGenerator<string> {
  let previous = await hashBeforeFirst(db, chain);
  for await (const row of readChain(db, chain, 0)) {
    const columns = chain.columns.map(([name]) => [name, row[name]]);
    const hash = row.hash.toString('hex');
    yield JSON.stringify({ log: chain.name, seq: row.seq, ...Object.fromEntries(columns), previous, hash });
    previous = hash;
  }
}

async function hashBeforeFirst(db: Db, chain: Chain): Promise<string> {
  const [checkpoint] = await db.query<{ hash: Buffer }>(
    'select hash from log_checkpoints where chain = $1 order by seq desc limit 1',
    [chain.name],
  );
  return checkpoint?.hash.toString('hex') ?? '';
}
