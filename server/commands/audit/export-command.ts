import { Command, Option } from 'commander';
import type { ChainName } from '../../events/chains.js';
import { orRefuse } from '../or-refuse.js';
import { withLogs } from './with-logs.js';

/** The command `audit export`: a log as JSON lines on stdout, hashes included, for whoever wants to verify it elsewhere. */
export function exportCommand(): Command {
  return new Command('export')
    .description('print a log as JSON lines with their hashes; `audit verify --file` verifies them anywhere')
    .addOption(new Option('--log <log>', 'which log').choices(['audit', 'event']).default('audit'))
    .action(({ log }: { log: ChainName }) => orRefuse(() => run(log)));
}

async function run(log: ChainName): Promise<void> {
  const [{ exportChain }, { chains }] = await Promise.all([
    import('../../audit/export-chain.js'),
    import('../../events/chains.js'),
  ]);
  await withLogs(async (db) => {
    for await (const line of exportChain(db, chains[log])) {
      if (!process.stdout.write(`${line}\n`)) await new Promise((resolve) => process.stdout.once('drain', resolve));
    }
  });
}
