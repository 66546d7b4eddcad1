import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ImportReport } from '../../../clients/cli/import/run-import.js';
import { cloneTemplate } from '../../helpers/database.js';
import { eventually } from '../../helpers/eventually.js';
import { ask } from '../../helpers/graphql.js';
import { type Spawned, spawnAccord } from '../../helpers/spawn-accord.js';
import { startServer, type TestServer } from '../../helpers/start-server.js';

const MAPPING = {
  language: 1,
  key: 'crm',
  system: 'crm',
  files: [
    {
      key: 'leads',
      file: 'leads.csv',
      lead: { externalId: 'id' },
      at: { column: 'created', as: 'dateTime' },
      fields: { email: 'email', source: 'source' },
      attributes: { size: { column: 'size', as: 'number' } },
      activities: [{ type: { value: 'demo.booked' }, at: 'demo' }],
      stages: [{ to: { value: 'mql' }, at: 'qualified' }],
    },
  ],
};
const HEADER = 'id,email,source,size,created,demo,qualified\n';
const COUNTS = '{ all: leads { totalCount } mql: leads(filter: { stage: { eq: "mql" } }) { totalCount } }';

describe('accord import', () => {
  let folder: string;
  let server: TestServer;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'accord-import-'));
    server = await startServer();
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const write = (name: string, content: string | Buffer | object) => {
    const path = join(folder, name);
    writeFileSync(
      path,
      typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content, null, 2),
    );
    return path;
  };
  const start = (path: string, mapping: object, ...more: string[]): Spawned =>
    spawnAccord(
      ['import', path, '--mapping', write('mapping.json', mapping), '--errors', join(folder, 'errors.csv'), ...more],
      { ACCORD_URL: server.url, ACCORD_TOKEN: server.token },
      folder,
    );
  const run = async (path: string, mapping: object, ...more: string[]) => {
    const spawned = start(path, mapping, ...more);
    const code = await spawned.ended;
    return { code, stdout: spawned.stdout(), stderr: spawned.stderr() };
  };
  const bring = async (path: string, mapping: object = MAPPING): Promise<ImportReport> => {
    const { code, stdout, stderr } = await run(path, mapping, '--json');
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    return JSON.parse(stdout) as ImportReport;
  };
  const counts = async () => {
    const { data } = await ask<{ all: { totalCount: number }; mql: { totalCount: number } }>(server, COUNTS);
    return { all: data?.all.totalCount, mql: data?.mql.totalCount };
  };

  it('takes good rows, puts bad ones aside with the reason, and reports both', async () => {
    const rows = [
      '9007199254740993123,a@one.example,ads,50,2026-01-01,2026-01-02T10:00:00Z,2026-01-03',
      'two,b@one.example,ads,many,2026-01-01,,',
      'three,not-an-address,ads,5,2026-01-01,,',
      ',d@one.example,ads,5,2026-01-01,,',
      'five,e@one.example,ads,5,2026-13-01,,',
      'six,f@one.example,ads',
      '"seven,g@one.example,ads,5,2026-01-01,,',
      'eight,h@one.example,"web ""inar"", live",,2026-01-01,,',
      'nine,i@one.example,ads,5,2026-01-01,,2027-12-01T00:00:00Z',
    ];
    const report = await bring(write('leads.csv', HEADER + rows.join('\n')));
    expect(report).toMatchObject({ rows: 9, badRows: 7, duplicates: 0 });
    const [header, ...errors] = readFileSync(join(folder, 'errors.csv'), 'utf8').trimEnd().split('\n');
    expect(header).toBe(`reason,level,file,line,${HEADER.trim()}`);
    const told = Object.fromEntries(errors.map((line) => [line.match(/,error,leads,(\d+),/)?.[1], line]));
    expect(told['3']).toContain("size: 'many' is not a number");
    expect(told['3']).toContain(rows[1]);
    expect(told['5']).toContain('names no lead');
    expect(told['6']).toContain("created: '2026-13-01' is not a time");
    expect(told['7']).toContain('3 values where the header has 7 columns');
    expect(told['8']).toContain('cannot be read as CSV');
    expect(told['10']).toContain('ahead of the database clock');
    const query =
      '{ lead(by: { externalId: { system: "crm", value: "9007199254740993123" } }) { email source stage { key } } }';
    const { data } = await ask(server, query);
    expect(data).toEqual({ lead: { email: 'a@one.example', source: 'ads', stage: { key: 'mql' } } });
  });

  it('reads gzip, and doubles nothing when it runs again', async () => {
    const path = write('more.csv.gz', gzipSync(HEADER + manyRows(500, 'gz')));
    const before = await counts();
    expect(await bring(path)).toMatchObject({ rows: 500, badRows: 0, accepted: 1_000, duplicates: 0 });
    expect(await bring(path)).toMatchObject({ rows: 500, badRows: 0, accepted: 0, duplicates: 1_000 });
    expect(await counts()).toEqual({ all: (before.all ?? 0) + 500, mql: (before.mql ?? 0) + 500 });
  });

  it('joins files by the id of the lead', async () => {
    const files = join(folder, 'joined');
    mkdirSync(files);
    writeFileSync(join(files, 'people.csv'), 'id\nj1\nj2\n');
    writeFileSync(join(files, 'deals.csv'), 'person,won\nj1,2026-02-01\nj3,2026-02-01\n');
    const mapping = {
      ...{ language: 1, key: 'joined', system: 'joined' },
      files: [
        { key: 'people', file: 'people.csv', lead: { externalId: 'id' } },
        {
          key: 'deals',
          file: 'deals.csv',
          joins: 'people',
          lead: { externalId: 'person' },
          stages: [{ to: { value: 'customer' }, at: 'won' }],
        },
      ],
    };
    expect(await bring(files, mapping)).toMatchObject({ rows: 4, badRows: 1, warnings: 1, accepted: 3 });
    expect(readFileSync(join(folder, 'errors.csv'), 'utf8')).toContain(
      "The file 'people' has no row of this lead.,error,deals,3,,j3",
    );
  });

  it('keeps the order of the mapping where dates contradict it, and warns', async () => {
    const won = { to: { value: 'customer' }, at: 'demo' };
    const mapping = {
      ...MAPPING,
      files: MAPPING.files.map(({ activities: _, stages, ...file }) => ({ ...file, stages: [...stages, won] })),
    };
    const report = await bring(write('leads.csv', `${HEADER}early,,,,2026-01-01,2026-02-01,2026-03-01\n`), mapping);
    expect(report).toMatchObject({ badRows: 0, warnings: 1, accepted: 3 });
    expect(readFileSync(join(folder, 'errors.csv'), 'utf8')).toContain(
      "'customer' is dated before the entry of 'mql' (-28.00 days)",
    );
    const query = '{ lead(by: { externalId: { system: "crm", value: "early" } }) { stage { key } } }';
    expect((await ask(server, query)).data).toEqual({ lead: { stage: { key: 'customer' } } });
  });

  it.each<[string, string, object, string]>([
    ['a folder that is not there', 'nowhere', MAPPING, "There is no file or folder 'nowhere'."],
    [
      'a folder without the file',
      '.',
      { ...MAPPING, files: [{ ...MAPPING.files[0], file: 'x.csv' }] },
      "has no 'x.csv'",
    ],
    ['a column the file lacks', 'plain.csv', MAPPING, "plain.csv has no column 'created'"],
    ['an empty file', 'empty.csv', MAPPING, 'is empty: its first line must name the columns'],
    [
      'a mapping that is wrong',
      'plain.csv',
      { ...MAPPING, files: [{ key: 'leads', file: 'f.csv' }] },
      'mapping.json:6:5 error missing-property',
    ],
  ])('ends with 1 and a sentence for %s', async (_, path, mapping, sentence) => {
    write('plain.csv', 'id,email\n1,a@b.example\n');
    write('empty.csv', '');
    const { code, stdout, stderr } = await run(path, mapping);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(sentence);
  });

  it('says before it begins that bad rows could not be written', async () => {
    const path = write('one.csv', `${HEADER}x,,,,,,\n`);
    const { code, stderr } = await run(path, MAPPING, '--errors', join(folder, 'nowhere', 'errors.csv'));
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('Name another file with --errors.') });
  });

  it('ends with 2 without a mapping, and with 1 for a token that is refused', async () => {
    const asked = spawnAccord(['import', 'x.csv'], {}, folder);
    expect(await asked.ended).toBe(2);
    expect(asked.stderr()).toContain("required option '--mapping <file>'");
    const { code, stderr } = await run(write('one.csv', `${HEADER}x,,,,,,\n`), MAPPING, '--token', 'acc_wrong');
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('refused the token') });
  });

  it('stops at SIGINT and completes when it runs again', async () => {
    const path = write('stopped.csv', HEADER + manyRows(4_000, 'stop'));
    const before = await counts();
    const first = start(path, MAPPING, '--json');
    await eventually(async () => ((await counts()).all ?? 0) > (before.all ?? 0));
    first.child.kill('SIGINT');
    expect(await first.ended).toBe(1);
    expect(JSON.parse(first.stdout())).toMatchObject({ stopped: true });
    const second = await bring(path);
    expect(second.accepted + second.duplicates).toBe(8_000);
    expect(await counts()).toEqual({ all: (before.all ?? 0) + 4_000, mql: (before.mql ?? 0) + 4_000 });
  });
});

describe('accord import while the server is killed', () => {
  it('says so and ends with 1; the next run brings the totals about', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'accord-import-'));
    const clone = await cloneTemplate();
    const one = { databaseUrl: clone.url, dataDir: join(folder, 'data') };
    writeFileSync(join(folder, 'leads.csv'), HEADER + manyRows(4_000, 'kill'));
    writeFileSync(join(folder, 'mapping.json'), JSON.stringify(MAPPING));
    const server = await startServer(one);
    const bring = (to: TestServer) =>
      spawnAccord(
        ['import', 'leads.csv', '--mapping', 'mapping.json', '--patience', '10', '--json'],
        { ACCORD_URL: to.url, ACCORD_TOKEN: to.token },
        folder,
      );
    const total = async (of: TestServer) =>
      (await ask<{ all: { totalCount: number } }>(of, COUNTS)).data?.all.totalCount ?? 0;
    const cut = bring(server);
    await eventually(async () => (await total(server)) > 0, 200_000);
    await server.kill();
    expect(await cut.ended).toBe(1);
    expect(cut.stderr()).toContain('Run it again to complete it; nothing is doubled.');
    const again = await startServer({ ...one, token: server.token });
    try {
      const whole = bring(again);
      expect({ code: await whole.ended, stderr: whole.stderr() }).toMatchObject({ code: 0 });
      const report = JSON.parse(whole.stdout()) as ImportReport;
      expect([report.accepted + report.duplicates, report.badRows]).toEqual([8_000, 0]);
      const { data } = await ask<{ all: { totalCount: number }; mql: { totalCount: number } }>(again, COUNTS);
      expect([data?.all.totalCount, data?.mql.totalCount]).toEqual([4_000, 4_000]);
    } finally {
      await again.stop();
      await clone.drop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

function manyRows(count: number, prefix: string): string {
  const row = (index: number) =>
    `${prefix}-${index},${prefix}${index}@many.example,ads,${index},2026-01-01,,2026-02-01`;
  return Array.from({ length: count }, (_, index) => row(index)).join('\n');
}
