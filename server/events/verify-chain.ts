import type { Db } from '../db/database.js';
import { chainHash } from './chain-hash.js';
import type { Chain } from './chains.js';
import { hashedFields } from './chains.js';
import { readChain } from './read-chain.js';

/** A hash somebody wrote down elsewhere: what the row at `seq` must still have. */
export interface Anchor {
  seq: number;
  hash: Buffer;
}

/** What recomputing a chain found. `firstBad` is the first `seq` that is not as it was written; null when all is well. */
export interface Verdict {
  rows: number;
  firstBad: number | null;
  reason: string | null;
  head: Anchor;
}

/**
 * Recomputes a chain from its first kept row: rows dense and unchanged, kept checkpoints and `anchors` met, the head as
 * recorded. A tail that was appended or rewritten whole, head included, is found only by an anchor.
 */
export async function verifyChain(db: Db, chain: Chain, anchors: readonly Anchor[] = []): Promise<Verdict> {
  const recorded = await readHead(db, chain);
  const checkpoints = await readCheckpoints(db, chain);
  const known = new Map([...checkpoints, ...anchors].map((anchor) => [anchor.seq, anchor.hash]));
  const start = checkpoints.at(-1) ?? { seq: 0, hash: Buffer.alloc(0) };
  let { seq, hash } = start;
  let rows = 0;

  const bad = (at: number, reason: string): Verdict => ({ rows, firstBad: at, reason, head: recorded });
  for await (const row of readChain(db, chain, seq)) {
    if (row.seq !== seq + 1) return bad(seq + 1, `row ${seq + 1} is missing`);
    hash = chainHash(hash, hashedFields(chain, row.seq, row));
    seq = row.seq;
    if (!hash.equals(row.hash)) return bad(seq, `row ${seq} is not what its hash was computed from`);
    if (known.get(seq)?.equals(hash) === false) return bad(seq, `row ${seq} has another hash than the anchor`);
    rows += 1;
  }
  if (seq < recorded.seq)
    return bad(seq + 1, `row ${seq + 1} is missing: log_head says ${recorded.seq} rows were written`);
  if (seq > recorded.seq) return bad(recorded.seq + 1, `row ${recorded.seq + 1} was appended by something else`);
  if (!hash.equals(recorded.hash)) return bad(seq, `log_head has another hash than row ${seq}`);
  const beyond = anchors.find((anchor) => anchor.seq > seq);
  if (beyond) return bad(seq + 1, `the anchor names row ${beyond.seq}, the log ends at ${seq}`);
  return { rows, firstBad: null, reason: null, head: recorded };
}

async function readHead(db: Db, chain: Chain): Promise<Anchor> {
  const [head] = await db.query<Anchor>('select seq, hash from log_head where chain = $1', [chain.name]);
  return head ?? { seq: 0, hash: Buffer.alloc(0) };
}

async function readCheckpoints(db: Db, chain: Chain): Promise<Anchor[]> {
  return db.query<Anchor>('select seq, hash from log_checkpoints where chain = $1 order by seq', [chain.name]);
}
