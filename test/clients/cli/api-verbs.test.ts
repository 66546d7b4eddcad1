import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../helpers/eventually.js';
import { spawnAccord } from '../../helpers/spawn-accord.js';
import type { TestServer } from '../../helpers/start-server.js';
import { startServer } from '../../helpers/start-server.js';

interface Said {
  code: number | NodeJS.Signals;
  stdout: string;
  stderr: string;
}

describe('the verbs of the API', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());

  async function accord(args: string[], env: Record<string, string> = {}): Promise<Said> {
    const spawned = spawnAccord(args, { ACCORD_URL: server.url, ACCORD_TOKEN: server.token, ...env });
    const code = await spawned.ended;
    return { code, stdout: spawned.stdout(), stderr: spawned.stderr() };
  }

  async function ask<Data>(query: string, variables: object): Promise<Data> {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${server.token}` },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as { data: Data; errors?: unknown };
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    return answer.data;
  }

  it('makes a person and a personal token, which works until it is revoked', async () => {
    const added = await accord([
      ...['users', 'add', '--email', 'ann@example.com', '--name', 'Ann', '--roles', 'revops'],
      ...['--teams', 'revops', '--json'],
    ]);
    expect(added.code).toBe(0);
    const { id } = JSON.parse(added.stdout) as { id: string };
    const made = await accord(['tokens', 'create', '--name', 'laptop', '--roles', 'REVOPS', '--user', id, '--json']);
    const { secret, apiToken } = JSON.parse(made.stdout) as { secret: string; apiToken: { id: string } };
    expect((await accord(['permissions'], { ACCORD_TOKEN: secret })).code).toBe(0);

    expect((await accord(['tokens', 'revoke', apiToken.id])).code).toBe(0);
    await eventually(async () => (await accord(['permissions'], { ACCORD_TOKEN: secret })).code === 1);
  });

  it('says of a person whose leads he gets, how many, when, and who answers for him', async () => {
    const add = (email: string, ...more: string[]) =>
      accord(['users', 'add', '--email', email, '--name', email, '--roles', 'sales', '--teams', 'sales', ...more]);
    expect((await add('boss@example.com')).code).toBe(0);
    const rest = ['--pools', 'inbound-sdr, enterprise-ae', '--capacity', '7', '--calendar', 'office'];
    const added = await add('rep@example.com', ...rest, '--manager', 'Boss@example.com', '--away-until', '2030-01-02');
    expect({ code: added.code, stderr: added.stderr }).toEqual({ code: 0, stderr: '' });
    expect(added.stdout).toContain('inbound-sdr,enterprise-ae');
    const query = '{ users { email pools weeklyCapacity calendar awayUntil manager { email } } }';
    const { users } = await ask<{ users: { email: string }[] }>(query, {});
    expect(users.find(({ email }) => email === 'rep@example.com')).toEqual({
      ...{ email: 'rep@example.com', pools: ['inbound-sdr', 'enterprise-ae'], weeklyCapacity: 7, calendar: 'office' },
      ...{ awayUntil: '2030-01-02T00:00:00.000Z', manager: { email: 'boss@example.com' } },
    });
    const alone = await add('rep@example.com', '--manager', 'nobody@example.com');
    expect([alone.code, alone.stderr]).toEqual([1, expect.stringContaining('nobody with the address')]);
    expect((await add('rep@example.com', '--capacity', 'many')).code).toBe(2);
  });

  it('explains the score of a lead by e-mail address', async () => {
    await ask('mutation ($input: UpsertLeadInput!) { upsertLead(input: $input) { userErrors { message } } }', {
      input: { lead: { email: 'lead@example.com' }, name: 'A Lead', source: 'webinar' },
    });
    const { code, stdout } = await accord(['explain', 'lead@example.com']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^A Lead \(lead_\w+\), .* since /) });
    const json = await accord(['explain', 'lead@example.com', '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      email: 'lead@example.com',
      score: { thresholds: expect.any(Array) },
    });
  });

  it('explains a lead under a draft, beside what is in force, and as of another instant', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'accord-draft-'));
    const draft = join(folder, 'draft.json');
    const text = readFileSync('scoring-models/models/hundred-point.json', 'utf8');
    const model = JSON.parse(text) as { rules: { key: string; points: number }[]; thresholds: { when: object }[] };
    const size = model.rules.find(({ key }) => key === 'headcount');
    if (!size) throw new Error('hundred-point has no rule headcount');
    const was = size.points;
    size.points = was - 5;
    const low = { score: 'total', atLeast: 1 };
    Object.assign(model.thresholds[0] as object, { when: low, release: { score: 'total', below: 1 } });
    writeFileSync(draft, JSON.stringify(model));
    const before = new Date().toISOString();
    await ask('mutation ($input: UpsertLeadInput!) { upsertLead(input: $input) { userErrors { message } } }', {
      input: {
        lead: { email: 'draft@fit.example' },
        account: { domain: 'fit.example', attributes: { employees: 200 } },
      },
    });
    const told = await accord(['explain', 'draft@fit.example', '--model', draft, '--json']);
    expect(told).toMatchObject({ code: 0, stderr: '' });
    const explained = JSON.parse(told.stdout);
    expect(explained).toMatchObject({
      email: 'draft@fit.example',
      model: 'hundred-point',
      draft: { value: was - 5 },
      score: { value: was },
      difference: {
        value: -5,
        rules: [{ rule: 'headcount', live: was, draft: was - 5 }],
        thresholds: [{ key: 'mql', live: false, draft: true }],
      },
    });
    expect(explained.score.at).toBe(explained.draft.at);
    const read = await accord(['explain', 'draft@fit.example', '--model', draft]);
    expect(read.stdout).toContain(`by the draft hundred-point in ${draft}, as of `);
    expect(read.stdout).toContain('The draft gives 5 less.');
    expect(read.stdout).toMatch(/mql +not crossed +crossed/);
    const then = await accord(['explain', 'draft@fit.example', '--at', before, '--json']);
    expect(JSON.parse(then.stdout)).toMatchObject({ score: { value: 0, at: before } });

    writeFileSync(draft, text.replace('"points"', '"pionts"'));
    const broken = await accord(['explain', 'draft@fit.example', '--model', draft]);
    expect(broken).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('pionts') });
    writeFileSync(draft, text.replace('account.employees', 'account.emplyees'));
    const unknown = await accord(['explain', 'draft@fit.example', '--model', draft]);
    expect(unknown).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('account.emplyees') });
    const nobody = await accord(['explain', 'nobody@fit.example', '--model', 'scoring-models/models/icp-gate.json']);
    expect(nobody).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no lead nobody@fit.example') });
    const gone = await accord(['explain', 'draft@fit.example', '--model', join(folder, 'gone.json')]);
    expect(gone).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no file') });
    expect(await accord(['explain', 'draft@fit.example', '--at', 'now'])).toMatchObject({ code: 2 });
    rmSync(folder, { recursive: true });
  });

  it('tails the log from its start, and on behind a cursor', async () => {
    const first = await accord(['events', 'tail', '--after', 'start', '--count', '1', '--json']);
    const event = JSON.parse(first.stdout) as { id: string; cursor: string };
    const next = await accord(['events', 'tail', '--after', event.cursor, '--count', '1', '--json']);
    expect(next.code).toBe(0);
    expect((JSON.parse(next.stdout) as { id: string }).id).not.toBe(event.id);
  });

  it('prints the permission table to whoever asks', async () => {
    const { code, stdout } = await accord(['permissions', '--json'], { ACCORD_TOKEN: '' });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ 'Query.viewer': { anonymous: 'deny', ADMIN: 'allow' } });
  });

  it.each([
    ['a refused token', ['users'], { ACCORD_TOKEN: 'nobody-knows-this-token' }, 1, /^The server refused the token: /],
    ['no token', ['users'], { ACCORD_TOKEN: '' }, 1, /^The server wants to know who asks: /],
    ['no connection', ['users'], { ACCORD_URL: 'http://127.0.0.1:1' }, 1, /^No server answers at /],
    ['no such lead', ['explain', 'nobody@example.com'], {}, 1, /^There is no lead nobody@example\.com\./],
    ['a refused cursor', ['events', 'tail', '--after', 'garbage'], {}, 1, /cursor/],
    ['an unknown command', ['evnts'], {}, 2, /Did you mean events\?/],
    ['an unknown verb of a command', ['pr', 'mrege', '3'], {}, 2, /unknown command 'mrege'\n\(Did you mean merge\?\)/],
    ['a number where a verb is due', ['pr', '3'], {}, 2, /unknown command '3'/],
    ['an unknown option', ['users', '--jsn'], {}, 2, /Did you mean --json\?/],
    ['an address that is none', ['--url', 'localhost', 'users'], {}, 2, /is not a server/],
  ] as const)('says %s in a sentence', async (_what, args, env, code, sentence) => {
    const said = await accord([...args], env);
    expect({ code: said.code, stderr: said.stderr }).toEqual({ code, stderr: expect.stringMatching(sentence) });
    expect(said.stdout).toBe('');
  });

  it.each(['--help', '--version'])('answers %s with exit code 0', async (option) => {
    expect((await accord([option])).code).toBe(0);
  });
});
