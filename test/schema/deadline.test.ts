import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { ask, listen } from '../helpers/graphql.js';
import { startServer, type TestServer } from '../helpers/start-server.js';

const TRUSTED = [
  '{ leads { totalCount } }',
  'query Stages { stages { key } }',
  'mutation ($input: UpsertLeadInput!) { upsertLead(input: $input) { lead { id } userErrors { code } } }',
];

let folder: string;
let server: TestServer;
let blocker: pg.Client;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'accord-trusted-'));
  const file = join(folder, 'documents.json');
  writeFileSync(file, JSON.stringify(TRUSTED));
  server = await startServer({ env: { ACCORD_MAX_SECONDS: '2', ACCORD_TRUSTED_DOCUMENTS: file } });
  blocker = new pg.Client({ connectionString: server.databaseUrl });
  await blocker.connect();
});
afterAll(async () => {
  await blocker?.end();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the deadline of an operation', () => {
  it('ends what reads too long with TIMEOUT, in the database too, over both transports', async () => {
    await blocker.query('begin; lock table leads in access exclusive mode');
    const answer = await ask(server, '{ leads { totalCount } }');
    expect(answer.errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['TIMEOUT']);
    expect(answer.errors?.[0]?.message).toContain('2 s');
    const socket = await listen(server, '{ leads { totalCount } }');
    expect((await socket.until(1))[0]).toMatchObject({ errors: [{ extensions: { code: 'TIMEOUT' } }] });
    socket.close();
    const { rows } = await blocker.query(`select query from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and state = 'active' and wait_event_type = 'Lock'
        and clock_timestamp() - query_start > interval '3 seconds'
        and query not like '%from event_log l left join leads%'`); // the server's own reading of the log waits longer
    expect(rows).toEqual([]);
    await blocker.query('rollback');
    expect(await ask(server, '{ leads { totalCount } }')).toMatchObject({ data: { leads: { totalCount: 0 } } });
  });

  it('never cuts off what is being written', async () => {
    await blocker.query('begin; lock table leads in exclusive mode');
    const written = ask(server, TRUSTED[2] as string, { input: { lead: { email: 'late@example.com' } } });
    await blocker.query('select pg_sleep(2.5)');
    await blocker.query('rollback');
    expect((await written).errors).toBeUndefined();
    const { rows } = await blocker.query('select count(*)::int as leads from leads');
    expect(rows).toEqual([{ leads: 1 }]);
  });
});

describe('a server with trusted documents', () => {
  it('runs these, however they are spaced, and no other, over both transports', async () => {
    expect((await ask(server, '# mine\nquery Stages {\n  stages { key } }')).errors).toBeUndefined();
    for (const other of ['{ stages { key } }', '{ __typename }', '{ __schema { types { name } } }']) {
      const answer = await ask(server, other);
      expect(answer.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
      expect(answer.errors?.[0]?.message).toContain('ACCORD_TRUSTED_DOCUMENTS');
      const socket = await listen(server, other);
      expect(await socket.ended).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
      socket.close();
    }
  });
});
