import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Condition, ScoringModel } from '../../core/scoring/model.js';
import { describeWithShared } from '../helpers/describe-with-shared.js';
import { eventually } from '../helpers/eventually.js';
import { ask } from '../helpers/graphql.js';
import { type Imported, openImported } from './import-and-ask.js';

const MODEL = 'models/hundred-point.json';

interface Report {
  state: string;
  leads: number;
  changed: number;
  errors: number;
  mismatchShare: number | null;
  flaggedShareHead: number | null;
  summary: string;
  thresholds: { key: string; base: number; head: number; gained: number; lost: number }[];
  bySource: { value: string | null; leads: number; base: number; head: number }[];
}

/** A definitions folder whose one running model gives 60 points, as many as make an MQL, where a condition holds. */
function folderWith(when: Condition, attributes: { [path: string]: string }): string {
  const folder = mkdtempSync(join(tmpdir(), 'accord-by-hand-'));
  cpSync('scoring-models', folder, { recursive: true });
  const edit = (path: string, change: (content: Record<string, unknown>) => void) => {
    const content = JSON.parse(readFileSync(join(folder, path), 'utf8')) as Record<string, unknown>;
    change(content);
    writeFileSync(join(folder, path), `${JSON.stringify(content, null, 2)}\n`);
  };
  edit('activities.json', (plan) => Object.assign(plan['leadAttributes'] as object, attributes));
  edit(MODEL, (model) => {
    model['rules'] = [{ key: 'by-hand', score: 'fit', points: 60, when }];
    model['scores'] = { fit: { min: 0, max: 100 }, total: { sum: ['fit'], min: 0, max: 100 } };
  });
  rmSync(join(folder, 'models/hundred-point.test.json'));
  return folder;
}

/** What the server says of the model with another condition, over a window. */
async function tryCondition({ server }: Imported, folder: string, when: Condition, from: string, to: string) {
  const model = JSON.parse(readFileSync(join(folder, MODEL), 'utf8')) as ScoringModel;
  Object.assign(model.rules[0] as object, { when });
  const input = { files: [{ path: MODEL, content: JSON.stringify(model) }], window: { from, to } };
  const started = await ask<{ runBacktest: { userErrors: unknown[]; impact: { id: string } } }>(
    server,
    'mutation ($input: BacktestInput!) { runBacktest(input: $input) { userErrors { message } impact { id } } }',
    { input },
  );
  expect(started.data?.runBacktest.userErrors).toEqual([]);
  const id = started.data?.runBacktest.impact.id;
  return eventually(async () => {
    const { data } = await ask<{ node: Report }>(
      server,
      `query ($id: ID!) { node(id: $id) { ... on Impact { state leads changed errors mismatchShare flaggedShareHead summary
        thresholds { key base head gained lost } bySource { value leads base head } } } }`,
      { id },
    );
    return data?.node.state === 'SUCCEEDED' ? data.node : null;
  }, 280_000);
}

async function sql<Row extends object>(databaseUrl: string, text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<Row>(text, values);
  await client.end();
  return rows;
}

describeWithShared('data/olist', 'a change that Olist can be counted by', (data) => {
  let imported: Imported;
  let folder: string;
  beforeAll(async () => {
    folder = folderWith({ attribute: 'source', in: ['paid_search', 'social'] }, { landingPage: 'string' });
    imported = await openImported({ SCORING_MODELS_DIR: folder });
    await imported.bring(data, 'olist');
  });
  afterAll(async () => {
    await imported.close();
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['2017-06-01T00:00:00Z', '2018-06-01T00:00:00Z'],
    ['2018-01-01T00:00:00Z', '2018-02-01T00:00:00Z'],
  ])('gains and loses those of their sources, from %s to %s', async (from, to) => {
    const rows = await sql<{ source: string | null; entered: number }>(
      imported.server.databaseUrl,
      `select l.source, count(*)::int as entered from leads l join transitions t on t.lead_id = l.id
       where t.to_stage = 'mql' and t.occurred_at >= $1 and t.occurred_at < $2 group by 1`,
      [from, to],
    );
    const entered = (...sources: string[]) =>
      rows.filter(({ source }) => sources.includes(String(source))).reduce((sum, row) => sum + row.entered, 0);
    if (from.startsWith('2017')) expect(entered('organic_search', 'social')).toBe(2_296 + 1_350);
    const report = await tryCondition(
      imported,
      folder,
      { attribute: 'source', in: ['organic_search', 'social'] },
      from,
      to,
    );
    expect(report).toMatchObject({ errors: 0, mismatchShare: 0 });
    expect(report.thresholds).toEqual([
      {
        key: 'mql',
        base: entered('paid_search', 'social'),
        head: entered('organic_search', 'social'),
        gained: entered('organic_search'),
        lost: entered('paid_search'),
      },
    ]);
    // who was taken to MQL by score before the window, and not won since, would still stand before it
    const [older] = await sql<{ leads: number }>(
      imported.server.databaseUrl,
      `select count(*)::int as leads from leads l join transitions t on t.lead_id = l.id
       where l.source = 'paid_search' and t.to_stage = 'mql' and t.occurred_at < $1 and not exists (
         select 1 from transitions w where w.lead_id = l.id and w.to_stage = 'customer' and w.occurred_at < $2)`,
      [from, to],
    );
    expect(report.changed).toBe(entered('organic_search', 'paid_search') + (older?.leads ?? 0));
    const flagged = Object.fromEntries(report.bySource.map(({ value, base, head }) => [String(value), [base, head]]));
    for (const { source } of rows) {
      const name = String(source);
      const [base, head] = [
        ['paid_search', 'social'].includes(name) ? entered(name) : 0,
        ['organic_search', 'social'].includes(name) ? entered(name) : 0,
      ];
      expect([name, flagged[name]]).toEqual([name, [base, head]]);
    }
  });
});

describeWithShared('data/x-education', 'a change that the online school can be counted by', (data) => {
  let imported: Imported;
  let folder: string;
  beforeAll(async () => {
    folder = folderWith({ attribute: 'totalVisits', atLeast: 5 }, { totalVisits: 'number' });
    imported = await openImported({ SCORING_MODELS_DIR: folder });
    await imported.bring(data, 'x-education');
  });
  afterAll(async () => {
    await imported.close();
    rmSync(folder, { recursive: true });
  });

  it.each([10, 3])('loses or gains those whose visits lie between, at %d of them', async (visits) => {
    const rows = await sql<{ source: string | null; base: number; head: number; leads: number }>(
      imported.server.databaseUrl,
      `select source, count(*)::int as leads,
         (count(*) filter (where (attributes->>'totalVisits')::numeric >= 5))::int as base,
         (count(*) filter (where (attributes->>'totalVisits')::numeric >= $1))::int as head
       from leads group by 1`,
      [visits],
    );
    const sum = (key: 'leads' | 'base' | 'head') => rows.reduce((total, row) => total + row[key], 0);
    const now = Date.now();
    const [from, to] = [now - 86_400_000, now + 3_600_000].map((at) => new Date(at).toISOString()) as [string, string];
    const report = await tryCondition(imported, folder, { attribute: 'totalVisits', atLeast: visits }, from, to);
    expect(report).toMatchObject({ leads: 9_240, errors: 0, mismatchShare: 0 });
    const more = sum('head') - sum('base');
    expect(report.thresholds).toEqual([
      { key: 'mql', base: sum('base'), head: sum('head'), gained: Math.max(more, 0), lost: Math.max(-more, 0) },
    ]);
    expect(Math.abs(more)).toBeGreaterThan(100);
    expect(report.changed).toBe(Math.abs(more));
    const bySource = (a: { value: string | null }, b: { value: string | null }) =>
      String(a.value) < String(b.value) ? -1 : 1;
    expect([...report.bySource].sort(bySource)).toEqual(
      rows.map(({ source, ...counts }) => ({ value: source, ...counts })).sort(bySource),
    );
  });
});
