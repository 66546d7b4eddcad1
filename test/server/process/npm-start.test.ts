import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneTemplate } from '../../helpers/database.js';
import { eventually } from '../../helpers/eventually.js';

const PROJECT = join(import.meta.dirname, '../../..');

describe('the server under npm', () => {
  const folder = mkdtempSync(join(tmpdir(), 'accord-npm-'));
  let database: Awaited<ReturnType<typeof cloneTemplate>>;
  beforeAll(async () => {
    database = await cloneTemplate();
    const start = `exec ${process.execPath} ${join(PROJECT, 'test/helpers/run-accord.js')} start --no-demo`;
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: { start } }));
  });
  afterAll(async () => {
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  // A terminal signals the whole group, and npm hands on what it got: the server hears of one wish twice.
  it.each([
    ['SIGTERM', 'npm'],
    ['SIGINT', 'npm'],
    ['SIGINT', 'the whole group'],
  ] as const)('stops at %s to %s, exit code 0', async (signal, to) => {
    const npm = spawn('npm', ['start'], {
      cwd: folder,
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        PORT: '0',
        DATA_DIR: join(folder, 'data'),
        DATABASE_URL: database.url,
        SCORING_MODELS_DIR: join(PROJECT, 'scoring-models'),
        LOG_LEVEL: 'silent',
      },
    });
    let said = '';
    npm.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const ended = new Promise((resolve) => {
      npm.on('close', resolve);
    });
    const url = await eventually(() => said.match(/^ready (http:\S+)$/m)?.[1], 120_000);
    process.kill(to === 'npm' ? (npm.pid ?? 0) : -(npm.pid ?? 0), signal);
    expect(await ended).toBe(0);
    await expect(fetch(`${url}/livez`)).rejects.toThrow();
  });
});
