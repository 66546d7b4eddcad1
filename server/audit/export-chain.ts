import type { Db } from '../db/database.js';
import type { Chain } from '../events/chains.js';
import { readChain } from '../events/read-chain.js';
import { readStart } from '../events/read-start.js';

/**
 * A log as JSON lines that anyone can recompute: the columns in the order they are hashed, `previous` and `hash` in
 * hexadecimal. Each line's hash is SHA-256 of `previous` and the JSON array of its `seq` and columns, as chainHash says.
 */
export async function* exportChain(db: Db, chain: Chain): AsyncGenerator<string> {
  const start = await readStart(db, chain);
  let previous = start.hash.toString('hex');
  for await (const row of readChain(db, chain, start.seq)) {
    const columns = chain.columns.map(([name]) => [name, row[name]]);
    const hash = row.hash.toString('hex');
    yield JSON.stringify({ log: chain.name, seq: row.seq, ...Object.fromEntries(columns), previous, hash });
    previous = hash;
  }
}
