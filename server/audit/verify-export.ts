import type { Anchor } from '../events/anchor.js';
import { chainHash } from '../events/chain-hash.js';
import type { ChainRow } from '../events/chains.js';
import { chains, hashedFields } from '../events/chains.js';
import type { Verdict } from '../events/verify-chain.js';

interface Line extends Record<string, unknown> {
  log: 'event' | 'audit';
  seq: number;
  previous: string;
  hash: string;
}

/** Recomputes exported lines without a database: each one's hash, and that it follows the one before; `anchors` must be met. */
export async function verifyExport(lines: AsyncIterable<string>, anchors: readonly Anchor[] = []): Promise<Verdict> {
  const known = new Map(anchors.map((anchor) => [anchor.seq, anchor.hash.toString('hex')]));
  let last: Line | null = null;
  let start: Anchor | null = null;
  let rows = 0;
  const headOf = (line: Line | null): Anchor => ({ seq: line?.seq ?? 0, hash: Buffer.from(line?.hash ?? '', 'hex') });
  for await (const text of lines) {
    if (text.trim() === '') continue;
    const line = readLine(text);
    const seq: number = line?.seq ?? (last?.seq ?? 0) + 1;
    const reason = line === null ? `line ${rows + 1} is no exported row` : whatIsWrong(line, last, known);
    if (reason !== null) return { rows, start, firstBad: seq, reason, head: headOf(last) };
    if (rows === 0 && seq > 1) start = { seq: seq - 1, hash: Buffer.from(line?.previous ?? '', 'hex') };
    last = line;
    rows += 1;
  }
  const end = last?.seq ?? 0;
  const beyond = anchors.find((anchor) => anchor.seq > end);
  const reason = beyond ? `the anchor names row ${beyond.seq}, the export ends at ${end}` : null;
  return { rows, start, firstBad: beyond ? end + 1 : null, reason, head: headOf(last) };
}

function readLine(text: string): Line | null {
  try {
    const line = JSON.parse(text) as Line;
    return Object.hasOwn(chains, line.log) && Number.isInteger(line.seq) && typeof line.previous === 'string'
      ? line
      : null;
  } catch {
    return null;
  }
}

function whatIsWrong(line: Line, last: Line | null, anchors: ReadonlyMap<number, string>): string | null {
  const chain = chains[line.log];
  if (last && (line.seq !== last.seq + 1 || line.log !== last.log))
    return `row ${line.seq} does not follow ${last.seq}`;
  if (last ? line.previous !== last.hash : line.seq === 1 && line.previous !== '')
    return `row ${line.seq} was hashed with another row before it`;
  const row = Object.fromEntries(
    chain.columns.map(([name, type]) => [name, type === 'timestamptz' ? new Date(String(line[name])) : line[name]]),
  ) as ChainRow;
  const hash = chainHash(Buffer.from(line.previous, 'hex'), hashedFields(chain, line.seq, row)).toString('hex');
  if (hash !== line.hash) return `row ${line.seq} is not what its hash was computed from`;
  const anchor = anchors.get(line.seq);
  return anchor !== undefined && anchor !== hash ? `row ${line.seq} has another hash than the anchor` : null;
}
