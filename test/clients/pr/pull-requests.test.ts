import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../helpers/eventually.js';
import { listen } from '../../helpers/graphql.js';
import { spawnAccord } from '../../helpers/spawn-accord.js';
import { startServer, type TestServer } from '../../helpers/start-server.js';

const STARTER = join(import.meta.dirname, '../../../scoring-models');
const MODEL = 'models/hundred-point.json';

let server: TestServer;
let folder: string;
const tokens: Record<string, string> = {};

async function accord(args: string[], who = 'revops') {
  const spawned = spawnAccord(args, { ACCORD_URL: server.url, ACCORD_TOKEN: tokens[who] ?? server.token }, folder);
  const code = await spawned.ended;
  return { code, stdout: spawned.stdout(), stderr: spawned.stderr() };
}

beforeAll(async () => {
  server = await startServer();
  folder = mkdtempSync(join(tmpdir(), 'accord-pr-'));
  cpSync(STARTER, join(folder, 'scoring-models'), { recursive: true });
  for (const team of ['revops', 'marketing', 'sales']) {
    const person = ['users', 'add', '--email', `${team}@example.com`, '--name', `${team} lead`, '--roles', team];
    const { stdout } = await accord([...person, '--teams', team, '--json'], 'admin');
    const { id } = JSON.parse(stdout) as { id: string };
    const made = await accord(['tokens', 'create', '--name', team, '--roles', team, '--user', id, '--json'], 'admin');
    tokens[team] = (JSON.parse(made.stdout) as { secret: string }).secret;
  }
});

afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function change(from: string, to: string): void {
  const file = join(folder, 'scoring-models', MODEL);
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
}

async function settled(number: number): Promise<void> {
  await eventually(async () => {
    const { stdout } = await accord(['pr', 'show', String(number), '--json']);
    const { checks } = JSON.parse(stdout) as { checks: { conclusion: string }[] };
    return checks.every(({ conclusion }) => conclusion !== 'PENDING');
  });
}

describe('accord pr', () => {
  it('proposes what a folder changes, has it signed, merges it and puts it in force', async () => {
    expect(await accord(['pr', 'create', '--title', 'Nothing'])).toMatchObject({ code: 1 });
    change('"below": 50', '"below": 49');
    const created = await accord(['pr', 'create', '--title', 'Release later', '--json']);
    expect(created).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(created.stdout)).toMatchObject({ pullRequest: { number: 1, state: 'OPEN' } });
    const door = { url: server.url, token: tokens['sales'] as string };
    const followed = await listen(door, 'subscription { pullRequestChanged(number: 1) { reviews { verdict } } }');
    await settled(1);

    const shown = await accord(['pr', 'show', '1'], 'sales');
    expect(shown.stdout).toContain('Threshold mql: falls back at total below 50 → 49');
    expect(shown.stdout).toMatch(/marketing: 0 of 1 signed/);
    expect(shown.stdout).toContain('2.0.0');
    expect((await accord(['pr', 'list', '--awaiting', 'sales'])).stdout).toContain('Release later');
    expect((await accord(['pr', 'diff', '1', '--patch'])).stdout).toContain('+        "below": 49');

    expect(await accord(['pr', 'merge', '1'])).toMatchObject({ code: 1, stderr: expect.stringContaining('sign-off') });
    expect(await accord(['pr', 'review', '1', '--approve'])).toMatchObject({ code: 1 });
    expect(await accord(['pr', 'review', '1'])).toMatchObject({ code: 2 });
    expect(await accord(['pr', 'comment', '1', '-m', 'Why now?', '--path', MODEL], 'sales')).toMatchObject({ code: 0 });
    for (const team of ['marketing', 'sales']) {
      expect(await accord(['pr', 'review', '1', '--approve'], team)).toMatchObject({ code: 0 });
    }
    await eventually(() => JSON.stringify(followed.frames).includes('APPROVED'));
    followed.close();
    const merged = await accord(['pr', 'merge', '1', '--json']);
    expect(JSON.parse(merged.stdout)).toMatchObject({ pullRequest: { state: 'MERGED' }, promotion: { release: 2 } });
    expect((await accord(['pr', 'list', '--awaiting', 'sales'])).stdout).not.toContain('Release later');
  });

  it('checks out, changes and closes', async () => {
    change('"version": "1.0.0"', '"version": "2.0.0"');
    change('"below": 49', '"below": 48');
    expect(await accord(['pr', 'create', '--title', 'Later still', '--draft'])).toMatchObject({ code: 0 });
    expect(await accord(['pr', 'checkout', '2'])).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, 'proposal-2', MODEL), 'utf8')).toContain('"below": 48');
    expect(await accord(['pr', 'checkout', '2'])).toMatchObject({ code: 1 });
    change('"below": 48', '"below": 47');
    expect(await accord(['pr', 'update', '2', '--ready'])).toMatchObject({ code: 0 });
    expect((await accord(['pr', 'diff', '2'])).stdout).toContain('49 → 47');
    expect((await accord(['pr', 'close', '2'])).stdout).toContain('(closed)');
    expect(await accord(['pr', 'show', '9'])).toMatchObject({ code: 1 });
    expect(await accord(['pr', 'show', 'x'])).toMatchObject({ code: 2 });
  });
});
