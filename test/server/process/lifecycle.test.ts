import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../helpers/eventually.js';
import { spawnAccord } from '../../helpers/spawn-accord.js';
import type { EmbeddedServer } from './start-embedded-server.js';
import { isAlive, postmasterOf, startEmbeddedServer } from './start-embedded-server.js';

async function isReady(server: EmbeddedServer): Promise<boolean> {
  return (await fetch(`${server.url}/readyz`)).ok;
}

const TOKEN = 'admin_of_the_lifecycle_test';

/** What a caller is answered: 503 is the one thing it may be while the database is away. */
async function statusOf(server: EmbeddedServer): Promise<number> {
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
  const body = '{"query":"{ viewer { id } }"}';
  return (await fetch(`${server.url}/graphql`, { method: 'POST', headers, body })).status;
}

describe('a server with its own database', () => {
  // Closed to everybody but us: PostgreSQL, which runs as nobody under root, may not enter on its own.
  const home = mkdtempSync(join(tmpdir(), 'accord-closed-'));
  const dataDir = join(home, 'closed', 'data');
  let server: EmbeddedServer;

  beforeAll(async () => {
    mkdirSync(join(home, 'closed'), { mode: 0o700 });
    mkdirSync(dataDir);
    server = await startEmbeddedServer(dataDir, { ACCORD_ADMIN_TOKEN: TOKEN });
  });
  afterAll(async () => {
    server.child.kill('SIGTERM');
    await server.ended;
    rmSync(home, { recursive: true, force: true });
  });

  it('says ready on a line of its own, as the last one, and is', async () => {
    expect(server.stdout().trimEnd().split('\n').at(-1)).toBe(`ready ${server.url}`);
    expect(await isReady(server)).toBe(true);
  });

  it('logs nothing but JSON lines to a stderr that is no terminal', () => {
    const lines = server.stderr().split('\n').filter(Boolean);
    expect(lines.every((line) => line.startsWith('{') && JSON.parse(line).msg)).toBe(true);
  });

  it('refuses a second server on the same data with a sentence and exit code 1', async () => {
    const second = spawnAccord(['start'], { PORT: '0', DATA_DIR: dataDir });
    expect(await second.ended).toBe(1);
    expect(second.stderr()).toMatch(/^Another Accord server \(process \d+\) already runs on .*DATA_DIR.*\n$/);
    expect(await isReady(server)).toBe(true);
  });

  it('serves again when PostgreSQL was killed', async () => {
    const killed = postmasterOf(dataDir);
    process.kill(killed, 'SIGKILL');
    const statuses = new Set<number>();
    await eventually(async () => {
      statuses.add(await statusOf(server));
      return postmasterOf(dataDir) !== killed && isReady(server);
    });
    statuses.delete(503);
    expect(await statusOf(server)).toBe(200);
    expect([...statuses].filter((status) => status !== 200)).toEqual([]);
  });

  it('takes over, with the database that outlived it, when it was killed itself', async () => {
    const survivor = postmasterOf(dataDir);
    server.child.kill('SIGKILL');
    await server.ended;
    server = await startEmbeddedServer(dataDir);
    expect(postmasterOf(dataDir)).toBe(survivor);
    expect(await isReady(server)).toBe(true);
  });

  it('takes over when both were killed and their numbers belong to others now', async () => {
    const killed = postmasterOf(dataDir);
    server.child.kill('SIGKILL');
    process.kill(killed, 'SIGKILL');
    await server.ended;
    const pidFile = join(dataDir, 'postgres/postmaster.pid');
    writeFileSync(pidFile, readFileSync(pidFile, 'utf8').replace(/^\d+/, String(process.pid)));
    writeFileSync(join(dataDir, 'accord.lock'), `${process.pid} 1\n`);
    server = await startEmbeddedServer(dataDir);
    expect(await isReady(server)).toBe(true);
  });

  it('stops with its database at SIGTERM, exit code 0', async () => {
    const postmaster = postmasterOf(dataDir);
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    expect(isAlive(postmaster)).toBe(false);
  });

  it('stops at SIGINT while it is still starting, exit code 0', async () => {
    const starting = spawnAccord(['start', '--no-demo'], { PORT: '0', DATA_DIR: dataDir }, dataDir);
    const postmaster = await eventually(() => postmasterOf(dataDir));
    starting.child.kill('SIGINT');
    expect(await starting.ended).toBe(0);
    expect(isAlive(postmaster)).toBe(false);
  });
});
