import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { promisify } from 'node:util';
import { Command } from 'commander';
import type { Config } from '../config.js';
import { readConfig } from '../config.js';
import { chooseAccount } from '../db/embedded/account.js';
import { findBinaries } from '../db/embedded/find-binaries.js';
import { openFolder } from '../db/embedded/open-folder.js';
import { probePort } from '../probe-port.js';
import { StartRefused } from '../start-refused.js';
import { openDatabase } from './open-database.js';
import { orRefuse } from './or-refuse.js';
import { readEnvFile } from './read-env-file.js';
import { tryScoringRepo } from './try-scoring-repo.js';

/** The command `doctor`: tries what a start needs, a line each; exit code 1 when something would stop it. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('try what the server needs on this machine, and say what is missing')
    .option('--json', 'print one JSON document')
    .action((options: { json?: boolean }) => orRefuse(() => run(options.json ?? false)));
}

interface Finding {
  name: string;
  well: boolean;
  says: string;
}

async function tryIt(name: string, check: () => Promise<string>): Promise<Finding> {
  try {
    return { name, well: true, says: await check() };
  } catch (error) {
    return { name, well: false, says: error instanceof Error ? error.message : String(error) };
  }
}

function checksFor(config: Config): [string, () => Promise<string>][] {
  return [
    ['node', async () => process.version],
    ['data directory', () => openFolder(config.dataDir)],
    ['database', () => tryDatabase(config)],
    ['port', () => tryPort(config)],
    ['definitions', () => tryDefinitions(config.modelsDir)],
    ['git', tryGit],
    ...tryScoringRepo(config),
  ];
}

async function tryDatabase(config: Config): Promise<string> {
  if (config.databaseUrl !== null) {
    await (await openDatabase(config, () => undefined)).stop();
    return 'DATABASE_URL answers';
  }
  const { folder, major } = await findBinaries(await chooseAccount(config.dataDir), null);
  return `PostgreSQL ${major} in ${folder}`;
}

async function tryPort({ host, port }: Config): Promise<string> {
  await probePort(host, port);
  return port === 0 ? 'any free one' : `${port} is free`;
}

async function tryDefinitions(folder: string): Promise<string> {
  const names = await readdir(folder).catch((): string[] => []);
  if (names.includes('lifecycle.json')) return folder;
  throw new StartRefused(`there is no lifecycle.json in ${folder}: set SCORING_MODELS_DIR`);
}

async function tryGit(): Promise<string> {
  const { stdout } = await promisify(execFile)('git', ['--version']).catch(() => ({ stdout: '' }));
  return stdout.trim() || 'not installed: clone and push over HTTP answer 501, all else works';
}

async function run(json: boolean): Promise<void> {
  readEnvFile();
  const checks = checksFor(readConfig(process.env));
  const findings = await Promise.all(checks.map(([name, check]) => tryIt(name, check)));
  const lines = findings.map(({ name, well, says }) => `${well ? 'ok ' : 'NO '} ${name}: ${says}\n`).join('');
  process.stdout.write(json ? `${JSON.stringify(findings)}\n` : lines);
  if (findings.some(({ well }) => !well)) process.exitCode = 1;
}
