import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { registerCheck } from './check/register.js';
import { registerEvents } from './events/register.js';
import { registerImportCommand } from './import/register.js';
import { registerExplain } from './leads/register.js';
import { registerModelsCommands } from './models/register.js';
import { registerPermissions } from './permissions/register.js';
import { registerPlan } from './plan/register.js';
import { registerPullRequests } from './pr/register.js';
import { registerTokens } from './tokens/register.js';
import { registerUsers } from './users/register.js';
import { registerWebhooks } from './webhooks/register.js';

const packageFile = join(import.meta.dirname, '../../../package.json');

const VERBS = [
  registerModelsCommands,
  registerCheck,
  registerExplain,
  registerImportCommand,
  registerEvents,
  registerPermissions,
  registerPlan,
  registerPullRequests,
  registerUsers,
  registerTokens,
  registerWebhooks,
];

/** The command line with the verbs that talk to a server's API; each loads what it needs when it runs. */
export function createProgram(): Command {
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string };
  const program = new Command('accord')
    .description('Accord: the definition of a qualified lead that sales and marketing both sign, and that runs.')
    .version(version)
    .option('--url <url>', 'the server (ACCORD_URL; default http://127.0.0.1:4000)')
    .option('--token <token>', 'who you are (ACCORD_TOKEN)')
    .option('--json', 'print one JSON document and nothing else')
    .showSuggestionAfterError()
    .showHelpAfterError('(accord --help lists what there is)');
  for (const register of VERBS) register(program);
  return program;
}
