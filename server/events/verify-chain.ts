import type { Db } from '../db/database.js';
import type { Anchor } from './anchor.js';
import { chainHash } from './chain-hash.js';
import type { Chain } from './chains.js';
import { hashedFields } from './chains.js';
import { readChain } from './read-chain.js';
import { readStart } from './read-start.js';

/** What recomputing a chain found. `firstBad` is the first `seq` that is not as it was written; null when all is well. */
export interface Verdict {
  rows: number;
  /** Where it began: the checkpoint behind which nothing is kept; null where all is. */
  start: Anchor | null;
  firstBad: number | null;
  reason: string | null;
  head: Anchor;
}

/**
 * Recomputes a chain from its checkpoint, or its first row: rows dense and unchanged, `anchors` met, the head as recorded.
 * A tail that was appended or rewritten whole, head included, is found only by an anchor; one before the checkpoint says nothing.
 */
export async function verifyChain(db: Db, chain: Chain, anchors: readonly Anchor[] = []): Promise<Verdict> {
  for (;;) {
    const start = await readStart(db, chain);
    const verdict = await verifyFrom(db, chain, start, anchors);
    // rows that are missing may have been dropped under way
    if (verdict.firstBad === null || (await readStart(db, chain)).seq === start.seq) return verdict;
  }
}

async function verifyFrom(db: Db, chain: Chain, start: Anchor, anchors: readonly Anchor[]): Promise<Verdict> {
  const recorded = await readHead(db, chain);
  const known = new Map(anchors.map((anchor) => [anchor.seq, anchor.hash]));
  let { seq, hash } = start;
  let rows = 0;

  const verdict = (firstBad: number | null, reason: string | null): Verdict => {
    return { rows, start: start.seq > 0 ? start : null, firstBad, reason, head: recorded };
  };
  if (start.seq > 0 && known.get(seq)?.equals(hash) === false)
    return verdict(seq, `the checkpoint at row ${seq} has another hash than the anchor`);
  for await (const row of readChain(db, chain, seq, recorded.seq)) {
    if (row.seq !== seq + 1) return verdict(seq + 1, `row ${seq + 1} is missing`);
    hash = chainHash(hash, hashedFields(chain, row.seq, row));
    seq = row.seq;
    if (!hash.equals(row.hash)) return verdict(seq, `row ${seq} is not what its hash was computed from`);
    if (known.get(seq)?.equals(hash) === false) return verdict(seq, `row ${seq} has another hash than the anchor`);
    rows += 1;
  }
  if (seq < recorded.seq)
    return verdict(seq + 1, `row ${seq + 1} is missing: log_head says ${recorded.seq} rows were written`);
  if (await hasForeignTail(db, chain, seq)) return verdict(seq + 1, `row ${seq + 1} was appended by something else`);
  if (!hash.equals(recorded.hash)) return verdict(seq, `log_head has another hash than row ${seq}`);
  const beyond = anchors.find((anchor) => anchor.seq > seq);
  if (beyond) return verdict(seq + 1, `the anchor names row ${beyond.seq}, the log ends at ${seq}`);
  return verdict(null, null);
}

/** A row beyond the head, unless the head moves: then the log grows while it is verified. */
async function hasForeignTail(db: Db, chain: Chain, seq: number): Promise<boolean> {
  const beyond = await db.query(`select from ${chain.log} where seq > $1 limit 1`, [seq]);
  return beyond.length > 0 && (await readHead(db, chain)).seq <= seq;
}

async function readHead(db: Db, chain: Chain): Promise<Anchor> {
  const [head] = await db.query<Anchor>('select seq, hash from log_head where chain = $1', [chain.name]);
  return head ?? { seq: 0, hash: Buffer.alloc(0) };
}
