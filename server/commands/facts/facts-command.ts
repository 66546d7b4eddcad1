import { Command } from 'commander';
import { readConfig } from '../../config.js';
import { StartRefused } from '../../start-refused.js';
import { orRefuse } from '../or-refuse.js';
import { reachDatabase } from '../reach-database.js';
import { readEnvFile } from '../read-env-file.js';

/** The command `facts export`: what `plan --facts` and `models suggest --facts` read, personal data included. */
export function factsCommand(): Command {
  const facts = new Command('facts').description('what is known of the leads');
  facts
    .command('export')
    .description('print all facts as JSON lines, for `plan --facts`; they hold personal data')
    .action(() => orRefuse(run));
  return facts;
}

async function run(): Promise<void> {
  readEnvFile();
  const [{ openSnapshot }, { exportFacts }] = await Promise.all([
    import('../../db/open-snapshot.js'),
    import('../../pulls/impact/export-facts.js'),
  ]);
  const database = await reachDatabase(readConfig(process.env), (sentence) => process.stderr.write(`${sentence}\n`));
  try {
    const snapshot = await openSnapshot(database.url);
    try {
      for await (const line of exportFacts(snapshot)) {
        if (!process.stdout.write(`${line}\n`)) await new Promise((resolve) => process.stdout.once('drain', resolve));
      }
    } finally {
      await snapshot.close();
    }
  } catch (error) {
    throw isUnmigrated(error) ? new StartRefused(NO_FACTS) : error;
  } finally {
    await database.stop();
  }
}

const NO_FACTS =
  'No Accord server ever ran on this database, so it has no facts: check DATA_DIR and DATABASE_URL, or start the server once.';

/** What PostgreSQL misses first where no migration ran: the application's role, or a table. */
function isUnmigrated(error: unknown): boolean {
  const { code } = error as { code?: string };
  return code === '42P01' || /role "accord_app" does not exist/.test(String(error));
}
