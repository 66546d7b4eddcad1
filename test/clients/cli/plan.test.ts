import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../helpers/eventually.js';
import { spawnAccord } from '../../helpers/spawn-accord.js';
import type { TestServer } from '../../helpers/start-server.js';
import { startServer } from '../../helpers/start-server.js';

interface PullAnswer {
  pullRequest: {
    checks: { name: string; conclusion: string; summary: string }[];
    impact: { id: string; summary: string; changed: number; sample: { nodes: { after: { value: number } }[] } } | null;
  };
}

const MODEL = 'models/hundred-point.json';

describe('accord plan', () => {
  let server: TestServer;
  let folder: string;
  beforeAll(async () => {
    server = await startServer();
    folder = mkdtempSync(join(tmpdir(), 'accord-plan-'));
    cpSync('scoring-models', folder, { recursive: true });
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  async function plan(...args: string[]) {
    const spawned = spawnAccord(['plan', folder, ...args], { ACCORD_URL: server.url, ACCORD_TOKEN: server.token });
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
  const edit = (from: string, to: string) => {
    const text = readFileSync(join('scoring-models', MODEL), 'utf8');
    expect(text).toContain(from);
    writeFileSync(join(folder, MODEL), text.replace(from, to));
  };

  it('exits with 0 where nothing differs, 1 for an error, 2 for changes', async () => {
    expect(await plan('--detailed-exitcode')).toMatchObject({
      code: 0,
      stdout: 'No change: the folder says what main says.\n',
    });
    edit('"language": 1', '"language": ');
    const broken = await plan('--detailed-exitcode');
    expect(broken).toMatchObject({ code: 1, stdout: '' });
    expect(broken.stderr).toMatch(/hundred-point\.json:\d+:\d+ error syntax .*\n {2}This is not JSON/);
    edit('"moveTo": "mql"', '"moveTo": "mqll"');
    const wrong = await plan('--detailed-exitcode');
    expect(wrong).toMatchObject({ code: 2, stdout: expect.stringMatching(/^Plan: /) });
    expect(wrong.stderr).toMatch(/^A pull request with this folder would fail its checks:\n.*hundred-point\.json:\d+/);
    expect(wrong.stderr).toContain("There is no stage 'mqll'");
    expect(await plan('--json')).toMatchObject({ code: 0, stderr: '' });
    edit('"points": 35', '"points": "many"');
    const misread = await plan('--detailed-exitcode');
    expect(misread).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('must be a number, not "many"'),
    });
    expect(await plan('--days', '0')).toMatchObject({ code: 2, stderr: expect.stringContaining('--days') });
    for (const usage of [
      ['--days', '0'],
      ['--dayz', '9'],
      ['--to', 'yesterday'],
    ]) {
      expect(await plan(...usage, '--detailed-exitcode')).toMatchObject({ code: 1, stdout: '' });
    }
    edit('"atLeast": 60', '"atLeast": 75');
    const empty = await plan('--detailed-exitcode');
    expect(empty).toMatchObject({ code: 2, stdout: expect.stringMatching(/^Plan: .*60.*75.*Nothing happened/) });
    expect(await plan()).toMatchObject({ code: 0 });
  });

  it('says of whom it would have made what, and so does the check of the pull request', async () => {
    const upsert = 'mutation ($input: UpsertLeadInput!) { upsertLead(input: $input) { userErrors { message } } }';
    const record =
      'mutation ($input: RecordActivitiesInput!) { recordActivities(input: $input) { accepted userErrors { message } crossings { id } } }';
    const fitting = { title: 'VP Sales' };
    const account = { name: 'Fitting', attributes: { employees: 200, industry: 'saas' } };
    for (const name of ['one', 'two']) {
      const lead = { email: `${name}@${name}.example` };
      await ask(upsert, { input: { lead, attributes: fitting, account: { ...account, domain: `${name}.example` } } });
      const types = name === 'one' ? ['demo.booked'] : ['demo.booked', 'demo.requested', 'pricing.viewed'];
      const activities = types.map((type) => {
        return { lead, type, occurredAt: new Date().toISOString(), messageId: `${name} ${type}`, properties: {} };
      });
      await ask(record, { input: { activities } });
    }
    edit('"atLeast": 60', '"atLeast": 99');
    const told = await plan('--json', '--out', join(folder, 'plan.out'));
    expect(told).toMatchObject({ code: 0, stderr: '' });
    const { changes, impact } = JSON.parse(told.stdout);
    expect(changes).toEqual([{ level: 'DANGEROUS', summary: expect.stringContaining('60') }]);
    expect(impact).toMatchObject({ leads: 2, errors: 0, mismatchShare: 0 });
    expect(impact.changed).toBeGreaterThan(0);
    expect(readFileSync(join(folder, 'plan.out.md'), 'utf8')).toContain('<details>');
    // the same facts and window without the server: the same report, byte for byte
    const exported = spawnAccord(['facts', 'export'], { DATABASE_URL: server.databaseUrl });
    expect(await exported.ended).toBe(0);
    const facts = join(mkdtempSync(join(tmpdir(), 'accord-facts-')), 'facts.ndjson');
    writeFileSync(facts, exported.stdout());
    const to = JSON.parse(exported.stdout().slice(0, exported.stdout().indexOf('\n'))).at as string;
    const online = JSON.parse((await plan('--json', '--days', '30', '--to', to)).stdout);
    const alone = spawnAccord(['plan', folder, '--facts', facts, '--json', '--days', '30', '--to', to]);
    expect([await alone.ended, alone.stderr()]).toEqual([0, '']);
    const offline = JSON.parse(alone.stdout());
    expect(offline.impact.markdown).toBe(online.impact.markdown);
    expect(offline).toEqual({ ...online, impact: { ...online.impact, id: null } });
    const begun = await ask<{ runBacktest: { impact: { window: { timeZone: string } } } }>(
      `mutation ($files: [FileInput!]) { runBacktest(input: { files: $files }) { impact { window { timeZone } } } }`,
      { files: [{ path: MODEL, content: readFileSync(join(folder, MODEL), 'utf8') }] },
    );
    // weeks are those of the company, where nobody asks for others
    const zones = [online.impact.window.timeZone, begun.runBacktest.impact.window.timeZone];
    expect(zones).toEqual(['Europe/Berlin', 'Europe/Berlin']);
    for (const part of ['distribution', 'bySource', 'bySegment', 'quality', 'weeklyLoad']) {
      expect([part, online.impact[part].length > 0]).toEqual([part, true]);
    }
    edit('"points": 35', '"points": "many"');
    const misread = spawnAccord(['plan', folder, '--facts', facts, '--detailed-exitcode']);
    expect([await misread.ended, misread.stdout()]).toEqual([1, '']);
    expect(misread.stderr()).toContain('models/hundred-point.json/rules/3/points: This must be a number, not "many".');
    edit('"atLeast": 60', '"atLeast": 99');
    const coded = spawnAccord([
      'plan',
      folder,
      '--facts',
      facts,
      '--detailed-exitcode',
      '--out',
      join(folder, 'off.out'),
    ]);
    expect(await coded.ended).toBe(2);
    expect(readFileSync(join(folder, 'off.out.md'), 'utf8')).toContain('<details>');
    for (const name of ['off.out', 'off.out.md']) rmSync(join(folder, name));
    const same = spawnAccord(['plan', 'scoring-models', '--facts', facts, '--detailed-exitcode']);
    expect([await same.ended, same.stdout()]).toEqual([0, 'No change: the folder says what main says.\n']);
    const lines = exported.stdout().trimEnd().split('\n');
    for (const [text, says] of [
      [lines.slice(0, -1).join('\n'), 'was cut off after 2 leads'],
      [lines.with(1, '{').join('\n'), ':2 is no JSON object'],
      [lines.slice(1).join('\n'), 'holds no exported facts'],
      ['', 'is empty'],
      ['{"accord":"facts","version":1}\n{"leads":0}\n', 'does not say what was in force'],
    ] as const) {
      writeFileSync(facts, text);
      const refused = spawnAccord(['plan', folder, '--facts', facts, '--detailed-exitcode']);
      expect([await refused.ended, refused.stdout()]).toEqual([1, '']);
      expect(refused.stderr()).toContain(says);
    }
    const nowhere = spawnAccord(['plan', folder, '--facts', folder]);
    expect([await nowhere.ended, nowhere.stderr()]).toEqual([1, expect.stringMatching(/' is a folder: .*\n$/)]);
    rmSync(join(folder, 'plan.out'));
    rmSync(join(folder, 'plan.out.md'));

    const files = [{ path: MODEL, content: readFileSync(join(folder, MODEL), 'utf8') }];
    const opened = await ask<{ openPullRequest: { pullRequest: { number: number }; userErrors: unknown[] } }>(
      `mutation ($input: OpenPullRequestInput!) { openPullRequest(input: $input) { userErrors { message } pullRequest { number } } }`,
      { input: { title: 'Ask for more', files } },
    );
    expect(opened.openPullRequest.userErrors).toEqual([]);
    const { number } = opened.openPullRequest.pullRequest;
    const pull = await eventually(async () => {
      const { pullRequest } = await ask<PullAnswer>(
        `query ($number: Int!) { pullRequest(number: $number) {
          checks { name conclusion summary }
          impact { id summary changed sample(first: 5) { nodes { after { value } } } } } }`,
        { number },
      );
      return pullRequest.checks.every(({ conclusion }) => conclusion !== 'PENDING') ? pullRequest : null;
    });
    expect(pull.checks.find(({ name }) => name === 'impact')?.summary).toBe(pull.impact?.summary);
    expect(pull.impact).toMatchObject({
      changed: impact.changed,
      summary: expect.stringContaining('would not have become'),
    });
    expect(pull.impact?.sample.nodes).toHaveLength(impact.changed);
    const wrong = await ask<{ runBacktest: { userErrors: { code: string }[] } }>(
      'mutation { runBacktest(input: { number: 99 }) { userErrors { code } } }',
      {},
    );
    expect(wrong.runBacktest.userErrors).toEqual([{ code: 'NOT_FOUND' }]);
  });
});
