import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask } from '../helpers/graphql.js';
import { startServer, type TestServer } from '../helpers/start-server.js';

interface Check {
  name: string;
  conclusion: string;
  annotations: { level: string; path: string; message: string }[];
}
interface Lifecycle {
  stages: { key: string }[];
  moves: { from: string; to: string }[];
  renamed?: Record<string, Record<string, string>>;
}

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server?.stop();
});

async function check(files: { path: string; content: string | null }[]): Promise<Check[]> {
  const query = `query ($files: [FileInput!]!) {
    checkDefinitions(files: $files) { checks { name conclusion annotations { level path message } } } }`;
  const answer = await ask<{ checkDefinitions: { checks: Check[] } }>(server, query, { files });
  expect(answer.errors).toBeUndefined();
  return answer.data?.checkDefinitions.checks ?? [];
}

const errorsOf = (checks: Check[]) =>
  checks.flatMap(({ annotations }) =>
    annotations.filter(({ level }) => level === 'ERROR').map(({ message }) => message),
  );

/** The starter's lifecycle with a stage more, or without it. */
function lifecycle(change: (value: Lifecycle) => void): { path: string; content: string } {
  const value = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../scoring-models/lifecycle.json'), 'utf8'),
  ) as Lifecycle;
  change(value);
  return { path: 'lifecycle.json', content: JSON.stringify(value, null, 2) };
}

describe('checkDefinitions', () => {
  it('tells of a stage that goes away while leads stand in it, until it says where they go', async () => {
    const drop = (renamed?: Lifecycle['renamed']) =>
      lifecycle((value) => {
        value.stages = value.stages.filter(({ key }) => key !== 'lead');
        if (renamed) value.renamed = renamed;
      });
    const gone = (errors: string[]) => errors.filter((message) => message.includes('is gone'));
    expect(gone(errorsOf(await check([drop()])))).toEqual([]);
    await ask(server, 'mutation { upsertLead(input: {lead: {email: "stands@there.example"}}) { lead { id } } }');
    expect(gone(errorsOf(await check([drop()])))).toEqual(["The stage 'lead' is gone, but 1 lead stands in it."]);
    expect(gone(errorsOf(await check([drop({ stages: { lead: 'mql' } })])))).toEqual([]);
  });

  it('refuses a change of more than 200 files', async () => {
    const templates = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ path: `templates/t-${i}.md`, content: 'Hello' }));
    expect(errorsOf(await check(templates(200)))).toEqual([]);
    expect(errorsOf(await check(templates(201)))).toEqual([
      'This change touches 201 files, at most 200 may change at once.',
    ]);
  });

  it('judges many at once, each by itself', async () => {
    const broken = { path: 'models/hundred-point.json', content: '{' };
    const all = await Promise.all(Array.from({ length: 6 }, (_, i) => check(i % 2 ? [broken] : [])));
    expect(all.map((checks) => checks[0]?.conclusion === 'FAILURE')).toEqual([false, true, false, true, false, true]);
  });
});
