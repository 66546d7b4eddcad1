import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../helpers/eventually.js';
import { ask } from '../../helpers/graphql.js';
import { seededRandom } from '../../helpers/seeded-random.js';
import type { TestServer } from '../../helpers/start-server.js';
import { startServer } from '../../helpers/start-server.js';

const PROJECT = join(import.meta.dirname, '../../..');
const { DatabaseSync } = createRequire(import.meta.url)('node:sqlite') as typeof import('node:sqlite');

/** `@accord/sdk` from the build of this test run instead of `dist`. */
const SDK = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  const url = ${JSON.stringify(pathToFileURL(join(process.env.ACCORD_TEST_BUILD as string, 'clients/sdk/index.js')).href)};
  registerHooks({ resolve: (name, context, next) => name === '@accord/sdk' ? { url, shortCircuit: true } : next(name, context) });
`)}`;

describe('clients/examples/count-stages.js', () => {
  const folder = mkdtempSync(join(tmpdir(), 'accord-example-'));
  const file = join(folder, 'stages.db');
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function start(token = server.token): { child: ChildProcess; said(): string; ended: Promise<unknown> } {
    let said = '';
    const child = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        '--import',
        SDK,
        join(PROJECT, 'clients/examples/count-stages.js'),
        file,
      ],
      {
        env: { PATH: process.env.PATH, ACCORD_URL: server.url, ACCORD_TOKEN: token },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    }
    return { child, said: () => said, ended: new Promise((resolve) => child.on('close', resolve)) };
  }

  async function makeLeads(from: number, count: number) {
    const leads = Array.from({ length: count }, (_, i) => ({
      lead: { externalId: { system: 'example', value: `lead-${from + i}` } },
      idempotencyKey: `lead-${from + i}`,
    }));
    const { data } = await ask<{ importRecords: { accepted: number } }>(
      server,
      'mutation ($input: ImportInput!) { importRecords(input: $input) { accepted } }',
      { input: { leads, historical: false } },
    );
    expect(data?.importRecords.accepted).toBe(count);
  }

  function counted(): number {
    const db = new DatabaseSync(file);
    try {
      const row = db.prepare(`select times from entered where stage = 'lead'`).get() as { times: number } | undefined;
      return row?.times ?? 0;
    } catch {
      return 0;
    } finally {
      db.close();
    }
  }

  it('counts each event once, however often it is killed', async () => {
    const random = seededRandom(31);
    let made = 0;
    for (let round = 0; round < 5; round++) {
      await makeLeads(made, 60);
      const enough = counted() + Math.floor(random() * 40);
      made += 60;
      const { child, ended } = start();
      await eventually(() => counted() > enough);
      child.kill('SIGKILL');
      await ended;
    }
    const { child, ended } = start();
    await eventually(() => counted() >= made);
    await makeLeads(made, 1);
    await eventually(() => counted() > made);
    child.kill('SIGKILL');
    await ended;
    expect(counted()).toBe(made + 1);
  });

  it('says why it ends where the server refuses it', async () => {
    const { said, ended } = start('nobody');
    expect(await ended).toBe(1);
    expect(said()).toMatch(/^UNAUTHENTICATED: /m);
  });
});
