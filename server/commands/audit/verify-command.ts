import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Command } from 'commander';
import type { Anchor } from '../../events/anchor.js';
import type { Verdict } from '../../events/verify-chain.js';
import { StartRefused } from '../../start-refused.js';
import { orRefuse } from '../or-refuse.js';
import type { GivenAnchor } from './anchors.js';
import { anchorsByLog, readAnchor } from './anchors.js';
import { withLogs } from './with-logs.js';

interface Options {
  anchor: GivenAnchor[];
  file?: string;
  json?: boolean;
}

/** The command `audit verify`: recomputes the chains of both logs, or an export; exit code 1 names the first row that is not as it was written. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description('recompute the hash chains of the event log and the audit log')
    .option(
      '--anchor <[log:]seq:hash>',
      'a hash written down earlier, such as the server logs each hour; log is event or audit; may be repeated',
      readAnchor,
      [],
    )
    .option('--file <export>', 'verify what `audit export` wrote, without the database')
    .option('--json', 'print one JSON document')
    .action((_options: object, command: Command) => orRefuse(() => run(command.optsWithGlobals<Options>())));
}

async function run({ anchor, file, json }: Options): Promise<void> {
  const verdicts = file === undefined ? await verifyDatabase(anchor) : { export: await verifyFile(file, anchor) };
  const told = Object.entries<Verdict>(verdicts);
  const text = json
    ? `${JSON.stringify(Object.fromEntries(told.map(([name, verdict]) => [name, describe(verdict)])))}\n`
    : told.map(([name, verdict]) => say(name, verdict)).join('');
  process.stdout.write(text);
  if (told.some(([, { firstBad }]) => firstBad !== null)) process.exitCode = 1;
}

async function verifyDatabase(anchors: readonly GivenAnchor[]): Promise<Record<'event' | 'audit', Verdict>> {
  const { verifyLogs } = await import('../../audit/verify-logs.js');
  return withLogs(async (db) => verifyLogs(db, await anchorsByLog(db, anchors)));
}

async function verifyFile(file: string, anchors: readonly GivenAnchor[]): Promise<Verdict> {
  const { verifyExport } = await import('../../audit/verify-export.js');
  try {
    return await verifyExport(createInterface({ input: createReadStream(file) }), anchors);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code ? new StartRefused(`${file} cannot be read (${code}).`) : error;
  }
}

function describe({ rows, start, firstBad, reason, head }: Verdict): object {
  return { ok: firstBad === null, rows, start: start && write(start), firstBad, reason, head: write(head) };
}

function say(name: string, { rows, start, firstBad, reason, head }: Verdict): string {
  const title = name === 'export' ? name : `${name} log`;
  const from = start
    ? ` (from row ${start.seq + 1}, after the checkpoint ${write(start)}: what was before is kept no longer)`
    : '';
  if (firstBad !== null) return `${title}: the first bad row is ${firstBad}: ${reason}${from}\n`;
  return `${title}: ${rows} rows, all as they were written${from}; anchor ${write(head)}\n`;
}

function write({ seq, hash }: Anchor): string {
  return `${seq}:${hash.toString('hex')}`;
}
