import { Command } from 'commander';
import { readConfig } from '../config.js';
import { startEmbedded } from '../db/embedded/start-embedded.js';
import { createLogger } from '../telemetry/create-logger.js';
import { orRefuse } from './or-refuse.js';
import { readEnvFile } from './read-env-file.js';
import { untilSignal } from './until-signal.js';

/** The command `db`: runs the embedded PostgreSQL alone, on a port of 127.0.0.1, prints its DATABASE_URL, until a signal. */
export function dbCommand(): Command {
  return new Command('db')
    .description('run the embedded PostgreSQL alone and print its DATABASE_URL, for several servers to share')
    .action(() => orRefuse(run));
}

async function run(): Promise<void> {
  readEnvFile();
  const config = readConfig(process.env);
  const log = createLogger(config.logLevel);
  const starting = startEmbedded({ dataDir: config.dataDir, tcp: true, log: (sentence) => log.warn(sentence) });
  let kill: () => void = () => undefined;
  untilSignal(
    async () => (await starting).stop(),
    () => kill(),
    config.underNpx,
  );
  const database = await starting;
  kill = database.kill;
  process.stdout.write(`DATABASE_URL=${database.url}\n`);
}
