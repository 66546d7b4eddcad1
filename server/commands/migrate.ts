import { Command } from 'commander';
import { readConfig } from '../config.js';
import { orRefuse } from './or-refuse.js';
import { reachDatabase } from './reach-database.js';
import { readEnvFile } from './read-env-file.js';

/** The command `migrate`: brings the database to this version's schema and says what ran. The server does the same when it starts. */
export function migrateCommand(): Command {
  return new Command('migrate').description("bring the database to this version's schema").action(() => orRefuse(run));
}

async function run(): Promise<void> {
  readEnvFile();
  const { migrate } = await import('../db/migrate.js');
  const database = await reachDatabase(readConfig(process.env), (sentence) => process.stderr.write(`${sentence}\n`));
  try {
    const ran = await migrate(database.url);
    process.stdout.write(ran.length > 0 ? ran.map((name) => `ran ${name}\n`).join('') : 'the schema is up to date\n');
  } finally {
    await database.stop();
  }
}
