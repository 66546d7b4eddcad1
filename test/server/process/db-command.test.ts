import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { eventually } from '../../helpers/eventually.js';
import type { Spawned } from '../../helpers/spawn-accord.js';
import { spawnAccord } from '../../helpers/spawn-accord.js';
import { isAlive, postmasterOf } from './start-embedded-server.js';

describe('accord db', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'accord-db-'));
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  async function startDb(): Promise<{ db: Spawned; url: string }> {
    const db = spawnAccord(['db'], { DATA_DIR: dataDir });
    return { db, url: await eventually(() => db.stdout().match(/^DATABASE_URL=(postgresql:\S+)$/m)?.[1]) };
  }

  function runningPostmaster(): number | undefined {
    try {
      const postmaster = postmasterOf(dataDir);
      return isAlive(postmaster) ? postmaster : undefined;
    } catch {
      return undefined;
    }
  }

  async function settings(url: string): Promise<Record<string, string>> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<{ name: string; setting: string }>(
      `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'listen_addresses', 'jit')`,
    );
    await client.end();
    return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
  }

  it('runs a durable database on loopback until a signal, and again under the same URL', async () => {
    const first = await startDb();
    expect(new URL(first.url).hostname).toBe('127.0.0.1');
    expect(await settings(first.url)).toEqual({
      fsync: 'on',
      synchronous_commit: 'on',
      listen_addresses: '127.0.0.1',
      jit: 'off',
    });
    const postmaster = postmasterOf(dataDir);
    first.db.child.kill('SIGINT');
    expect(await first.db.ended).toBe(0);
    expect(isAlive(postmaster)).toBe(false);

    const again = await startDb();
    expect(again.url).toBe(first.url);
    again.db.child.kill('SIGTERM');
    expect(await again.db.ended).toBe(0);
  });

  it('ends with npx, whose shell hands on no signal', async () => {
    const runner = join(import.meta.dirname, '../../helpers/run-accord.js');
    const shell = spawn('sh', ['-c', `"${process.execPath}" "${runner}" db; true`], {
      env: { ...process.env, DATA_DIR: dataDir, npm_command: 'exec' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const ended = new Promise((resolve) => shell.once('close', resolve));
    shell.stdout.resume();
    const postmaster = await eventually(() => runningPostmaster());
    shell.kill('SIGTERM');
    // only when it has ended as well, and the pipe with it, is the folder free for the next
    await ended;
    expect(isAlive(postmaster)).toBe(false);
  });

  it('lets nobody in without the password', async () => {
    const { db, url } = await startDb();
    const other = new URL(url);
    other.password = 'guessed';
    await expect(settings(other.href)).rejects.toThrow('password authentication failed');
    db.child.kill('SIGTERM');
    await db.ended;
  });
});
