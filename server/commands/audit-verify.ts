import { Command, InvalidArgumentError } from 'commander';
import { readConfig } from '../config.js';
import type { Anchor, Verdict } from '../events/verify-chain.js';
import { orRefuse } from './or-refuse.js';
import { reachDatabase } from './reach-database.js';
import { readEnvFile } from './read-env-file.js';

/** The command `audit verify`: recomputes the chains of both logs; exit code 1 names the first row that is not as it was written. */
export function auditCommand(): Command {
  const verify = new Command('verify')
    .description('recompute the hash chains of the event log and the audit log')
    .option('--anchor <seq:hash>', 'a hash of the event log written down earlier; may be repeated', readAnchor, [])
    .option('--json', 'print one JSON document')
    .action((_options: object, command: Command) =>
      orRefuse(() => run(command.optsWithGlobals<{ anchor: Anchor[]; json?: boolean }>())),
    );
  return new Command('audit').description('the hash-chained logs').addCommand(verify);
}

function readAnchor(text: string, before: Anchor[]): Anchor[] {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-fA-F]{64})$/.exec(text) ?? [];
  if (!seq || !hash) throw new InvalidArgumentError('Write it as SEQ:HASH, the hash being 64 hexadecimal digits.');
  return [...before, { seq: Number(seq), hash: Buffer.from(hash, 'hex') }];
}

async function run({ anchor, json }: { anchor: Anchor[]; json?: boolean }): Promise<void> {
  readEnvFile();
  const [{ connect }, { chains }, { verifyChain }] = await Promise.all([
    import('../db/connect.js'),
    import('../events/chains.js'),
    import('../events/verify-chain.js'),
  ]);
  const database = await reachDatabase(readConfig(process.env), (sentence) => process.stderr.write(`${sentence}\n`));
  const connection = await connect({ url: database.url, poolSize: 2 });
  try {
    const event = await verifyChain(connection.db, chains.event, anchor);
    const audit = await verifyChain(connection.db, chains.audit);
    const verdicts = { event: describe(event), audit: describe(audit) };
    process.stdout.write(json ? `${JSON.stringify(verdicts)}\n` : say('event log', event) + say('audit log', audit));
    if (event.firstBad !== null || audit.firstBad !== null) process.exitCode = 1;
  } finally {
    await connection.close();
    await database.stop();
  }
}

function describe({ rows, firstBad, reason, head }: Verdict): object {
  return { ok: firstBad === null, rows, firstBad, reason, head: `${head.seq}:${head.hash.toString('hex')}` };
}

function say(name: string, { rows, firstBad, reason, head }: Verdict): string {
  if (firstBad !== null) return `${name}: the first bad row is ${firstBad}: ${reason}\n`;
  return `${name}: ${rows} rows, all as they were written; anchor ${head.seq}:${head.hash.toString('hex')}\n`;
}
