import { InvalidArgumentError } from 'commander';
import type { Db } from '../../db/database.js';
import type { Anchor } from '../../events/anchor.js';
import type { ChainName } from '../../events/chains.js';
import { chains } from '../../events/chains.js';

/** An anchor as it was given; `log` is null where it was not said which log it is of. */
export interface GivenAnchor extends Anchor {
  log: ChainName | null;
}

/** Reads one more `[LOG:]SEQ:HASH`. */
export function readAnchor(text: string, before: GivenAnchor[]): GivenAnchor[] {
  const [, log, seq, hash] = /^(?:(event|audit):)?(\d{1,15}):([0-9a-fA-F]{64})$/.exec(text) ?? [];
  if (!seq || !hash) throw new InvalidArgumentError('Write it as SEQ:HASH, the hash being 64 hexadecimal digits.');
  return [...before, { log: (log as ChainName) ?? null, seq: Number(seq), hash: Buffer.from(hash, 'hex') }];
}

/** The anchors by log. One of no named log belongs to the log that meets it, and where neither does, to both. */
export async function anchorsByLog(db: Db, given: readonly GivenAnchor[]): Promise<Record<ChainName, Anchor[]>> {
  const sorted: Record<ChainName, Anchor[]> = { event: [], audit: [] };
  for (const anchor of given) {
    const logs = anchor.log ? [anchor.log] : await logsOf(db, anchor);
    for (const log of logs) sorted[log].push(anchor);
  }
  return sorted;
}

async function logsOf(db: Db, { seq, hash }: Anchor): Promise<ChainName[]> {
  const names: ChainName[] = ['event', 'audit'];
  for (const name of names) {
    const found = await db.query(`select 1 from ${chains[name].log} where seq = $1 and hash = $2`, [seq, hash]);
    if (found.length > 0) return [name];
  }
  return names;
}
