import { Command } from 'commander';
import { listIdleVariables, listUnknownVariables, readConfig } from '../config.js';
import type { RunningServer, startServer } from '../main.js';
import { stopInReverse } from '../stop-in-reverse.js';
import { createLogger } from '../telemetry/create-logger.js';
import { HOME, VERSION } from './installation.js';
import { orRefuse } from './or-refuse.js';
import { readEnvFile } from './read-env-file.js';
import { untilSignal } from './until-signal.js';

/** The command `start`, also run by `npm start`: prints where the server is and, last, the line `ready URL`; runs until a signal. */
export function startCommand(): Command {
  return new Command('start')
    .description('run the server, with the database in DATA_DIR unless DATABASE_URL is set')
    .option('--no-demo', 'start without people, leads and activities to try things on')
    .action((options: { demo: boolean }) => orRefuse(() => run(options)));
}

async function run({ demo }: { demo: boolean }): Promise<void> {
  readEnvFile();
  const config = readConfig(process.env);
  const log = createLogger(config.logLevel);
  for (const name of listUnknownVariables(process.env))
    log.warn(`${name} is not a variable of Accord; .env.example lists them`);
  for (const name of listIdleVariables(process.env)) log.warn(`${name} is set, and this version does nothing with it`);
  const started = stopInReverse((name, error) => log.error({ err: error }, `${name} did not stop in order`));
  let kill: () => void = () => undefined;
  const starting = loadServer().then((startServer) => startServer(config, { demo, log, started, home: HOME }));
  const settled = starting.then(
    (server) => {
      kill = server.kill;
    },
    () => undefined,
  );
  let stopping = false;
  untilSignal(
    async () => {
      stopping = true;
      log.info('stopping');
      await started.stop();
      await settled;
    },
    () => kill(),
    config.underNpx,
  );
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'stopping after an error nobody expected');
    started.stop().finally(() => process.exit(1));
  });
  try {
    const server = await starting;
    process.stdout.write(describeServer(server, demo));
  } catch (error) {
    if (stopping) return;
    await started.stop();
    throw error;
  }
}

/** The server's modules, loaded only here: other commands do without them. */
async function loadServer(): Promise<typeof startServer> {
  await import('reflect-metadata');
  return (await import('../main.js')).startServer;
}

function describeServer({ url, access }: RunningServer, demo: boolean): string {
  const rows = [
    ['explorer', `${url}/explorer`],
    ['GraphQL', `${url}/graphql`],
    ['schema', `${url}/schema.graphql`],
  ].map(([name = '', address]) => `  ${name.padEnd(20)}${address}\n`);
  const tokens = access.map(({ title, token }) => `  ${title.padEnd(20)}${token}\n`);
  const people = demo
    ? ''
    : `Make people with: npx accord users add --email you@example.com --name "Your Name" --roles REVOPS --teams REVOPS --url ${url} --token TOKEN\n`;
  const shown = tokens.length > 0 ? `Tokens, shown only now:\n${tokens.join('')}` : '';
  return `Accord ${VERSION}\n${rows.join('')}${shown}${people}ready ${url}\n`;
}
