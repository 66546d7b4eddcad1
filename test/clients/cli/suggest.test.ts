import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask } from '../../helpers/graphql.js';
import { randomFrom } from '../../helpers/seeded-random.js';
import { spawnAccord } from '../../helpers/spawn-accord.js';
import { startServer, type TestServer } from '../../helpers/start-server.js';

const LEADS = 260;
const DAY = 86_400_000;

/** The starter tree with a draft that is for some of the leads only. */
function writeTree(tree: string): string {
  cpSync('scoring-models', tree, { recursive: true });
  const model = JSON.parse(readFileSync('scoring-models/models/hundred-point.json', 'utf8'));
  const appliesTo = { attribute: 'account.industry', equals: 'saas' };
  const text = `${JSON.stringify({ ...model, key: 'for-saas', appliesTo }, null, 2)}\n`;
  writeFileSync(join(tree, 'models', 'for-saas.json'), text);
  return tree;
}

describe('accord models suggest', () => {
  let server: TestServer;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'accord-suggest-'));
    server = await startServer({ env: { SCORING_MODELS_DIR: writeTree(join(folder, 'tree')) } });
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  async function suggest(...args: string[]) {
    const env = { ACCORD_URL: server.url, ACCORD_TOKEN: server.token };
    const spawned = spawnAccord(['models', 'suggest', ...args], env);
    const code = await spawned.ended;
    return { code, stdout: spawned.stdout(), stderr: spawned.stderr() };
  }

  it('says how many outcomes it needs, and what it does not know', async () => {
    const model = ['--model', 'hundred-point'];
    const few = 'leads reached customer and 0 did not: 35 of each are needed';
    expect(await suggest(...model)).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(few) });
    const unknown = await suggest('--model', 'hundred-points');
    expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining('The models are: ') });
    const stage = await suggest(...model, '--outcome', 'won');
    expect(stage).toMatchObject({ code: 1, stderr: expect.stringContaining("There is no stage 'won'") });
    expect(await suggest(...model, '--capacity', '0')).toMatchObject({ code: 2 });
    expect(await suggest(...model, '--seed', 'x')).toMatchObject({ code: 2 });
    expect(await suggest()).toMatchObject({ code: 2 });
    const gone = await suggest(...model, '--facts', join(folder, 'gone.ndjson'));
    expect(gone).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no file') });
  });

  it('suggests the same on a server and on its exported facts, and proposes it with its evidence', async () => {
    const random = randomFrom(11);
    let saas = 0;
    const [leads, moves] = [[], []] as [object[], object[]];
    for (let index = 0; index < LEADS; index++) {
      const lead = { email: `lead${index}@company${index}.example` };
      const key = (what: string) => ({ lead, idempotencyKey: `${what} ${index}` });
      const [employees, industry] = [random() < 0.5 ? 200 : 10, random() < 0.5 ? 'saas' : 'retail'];
      if (industry === 'saas') saas++;
      const born = Date.now() - 120 * DAY + index * 60_000;
      const account = { domain: `company${index}.example`, attributes: { employees, industry } };
      leads.push({
        ...key('lead'),
        account,
        attributes: { seniority: 'vp' },
        occurredAt: new Date(born).toISOString(),
      });
      const reached = random() < (employees === 200 ? 0.9 : 0.1);
      const at = (days: number) => new Date(born + days * DAY).toISOString();
      moves.push({ ...key('mql'), to: 'mql', occurredAt: at(1) });
      if (reached) moves.push({ ...key('customer'), to: 'customer', occurredAt: at(20) });
    }
    const query =
      'mutation ($input: ImportInput!) { importRecords(input: $input) { accepted userErrors { message } } }';
    const imported = await ask<{ importRecords: { userErrors: unknown[] } }>(server, query, {
      input: { leads, moves, historical: true },
    });
    expect(imported.data?.importRecords.userErrors).toEqual([]);

    const online = await suggest('--model', 'hundred-point', '--json');
    expect(online).toMatchObject({ code: 0, stderr: '' });
    const exported = spawnAccord(['facts', 'export'], { DATABASE_URL: server.databaseUrl });
    expect(await exported.ended).toBe(0);
    const facts = join(folder, 'facts.ndjson');
    writeFileSync(facts, exported.stdout());
    const out = join(folder, 'hundred-point.json');
    const offline = await suggest('--model', 'hundred-point', '--facts', facts, '--json', '--out', out);
    expect(offline).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(offline.stdout)).toEqual(JSON.parse(online.stdout));
    const made = JSON.parse(offline.stdout);
    expect(made).toMatchObject({ used: LEADS, tooYoung: 0, outcome: 'customer', path: 'models/hundred-point.json' });
    const points = Object.fromEntries(made.rules.map((one: { rule: string; after: number }) => [one.rule, one.after]));
    expect(points.headcount).toBeGreaterThan(Math.abs(points.industry));
    expect(made.rules).toContainEqual(
      expect.objectContaining({ rule: 'demo-booked', kept: expect.stringContaining('too few') }),
    );
    expect(made.after.auc.value).toBeGreaterThan(0.5);
    expect(readFileSync(out, 'utf8')).toBe(made.content);

    const some = await suggest('--model', 'for-saas', '--json');
    expect(some).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(some.stdout)).toMatchObject({ used: saas, tooYoung: 0 });
    expect(JSON.parse((await suggest('--model', 'for-saas', '--facts', facts, '--json')).stdout)).toEqual(
      JSON.parse(some.stdout),
    );

    const proposed = await suggest('--model', 'hundred-point', '--facts', facts, '--open');
    expect(proposed).toMatchObject({ code: 0, stdout: expect.stringMatching(/Proposed as pull request 1\.\n$/) });
    expect(proposed.stdout).toContain('CALIBRATION');
    const { data } = await ask<{ pullRequest: { body: string; files: { path: string; after: string }[] } }>(
      server,
      '{ pullRequest(number: 1) { body files { path after } } }',
    );
    expect(data?.pullRequest.body).toContain('AUC ');
    expect(made.examples.changed.length).toBeGreaterThan(0);
    for (const sentence of made.examples.changed) expect(data?.pullRequest.body).toContain(sentence);
    expect(data?.pullRequest.files).toEqual([
      { path: 'models/hundred-point.json', after: made.content },
      { path: 'models/hundred-point.test.json', after: made.examples.content },
    ]);
    expect(await settledChecks(server)).toEqual(expect.objectContaining({ schema: 'SUCCESS', examples: 'SUCCESS' }));
  });
});

/** The checks of pull request 1 once none is pending. */
async function settledChecks(server: TestServer): Promise<{ [name: string]: string }> {
  const query = '{ pullRequest(number: 1) { checks { name conclusion } } }';
  for (const end = Date.now() + 30_000; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const { data } = await ask<{ pullRequest: { checks: { name: string; conclusion: string }[] } }>(server, query);
    const checks = data?.pullRequest.checks ?? [];
    if (checks.every(({ conclusion }) => conclusion !== 'PENDING') || Date.now() > end) {
      return Object.fromEntries(checks.map(({ name, conclusion }) => [name, conclusion]));
    }
  }
}
