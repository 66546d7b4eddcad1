import type { Db } from '../db/database.js';
import type { Chain, ChainRow } from './chains.js';

const PAGE = 5_000;

/** A row of a log as it is kept: its place, what is hashed of it, its hash. */
export type StoredRow = ChainRow & { seq: number; hash: Buffer };

/** The rows of a log after the place `after`, in order, however many; `through`: none beyond that place. */
export async function* readChain(
  db: Db,
  chain: Chain,
  after: number,
  through: number | null = null,
): AsyncGenerator<StoredRow> {
  const names = chain.columns.map(([name]) => name).join(', ');
  for (let seq = after; ; ) {
    const page = await db.query<StoredRow>(
      `select seq, hash, ${names} from ${chain.log} where seq > $1 and ($2::bigint is null or seq <= $2)
       order by seq limit ${PAGE}`,
      [seq, through],
    );
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    seq = last.seq;
  }
}
