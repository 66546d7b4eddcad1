import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { copyOut } from '../../../server/db/copy-out.js';
import { openReadingSocket } from '../../../server/db/open-reading-socket.js';
import { openTuples, textMemory, tupleMemory } from '../../../server/db/open-tuples.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';

describe.each([
  ['a usual socket', undefined],
  ['one that reads into the same memory', openReadingSocket],
])('a binary copy by %s', (_, stream) => {
  let database: TestDatabase;
  let client: pg.Client;
  beforeAll(async () => {
    database = await createTestDatabase();
    client = new pg.Client({ connectionString: database.url, ...(stream && { stream }) });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });
  const ask = (select: string) => copyOut(client, `copy (${select}) to stdout (format binary)`);

  it('gives every field of every row, again too, wherever the rows are cut on their way', async () => {
    const rows = 2_000;
    const bytes = await ask(
      `select n::bigint * 4294967297, case when n % 7 = 0 then null else 'lead_' || n / 3 end, 'word ' || n % 5,
         repeat('é', n % 800), n % 2 = 0, timestamptz '2026-03-01 12:00:00.123Z' + n * interval '1 second', -n,
         jsonb_build_object('page', 'price ' || n % 11, 'n', n % 3), null::text
       from generate_series(0, ${rows - 1}) as n`,
    );
    const ids = textMemory();
    for (const reads of ['key', 'interned']) {
      const pass = openTuples(bytes, tupleMemory());
      for (let n = 0; n < rows; n++) {
        expect(pass.next()).toBe(true);
        expect(pass.bigint()).toBe(n * 4_294_967_297);
        const key = reads === 'key' ? pass.key() : pass.interned(ids);
        expect(key).toBe(n % 7 === 0 ? '' : `lead_${Math.floor(n / 3)}`);
        expect(pass.word()).toBe(`word ${n % 5}`);
        if (n % 4 === 0) continue;
        expect(pass.text()).toBe('é'.repeat(n % 800));
        expect(pass.boolean()).toBe(n % 2 === 0);
        expect(pass.instant()).toBe(Date.UTC(2026, 2, 1, 12, 0, n, 123));
        expect(pass.integer()).toBe(-n || 0);
        expect(pass.json()).toEqual({ page: `price ${n % 11}`, n: n % 3 });
        expect(pass.word()).toBeNull();
      }
      expect(pass.next()).toBe(false);
    }
  });

  it('of nothing has no rows', async () => {
    expect(openTuples(await ask('select 1 where false'), tupleMemory()).next()).toBe(false);
  });

  it('that fails says why, at once or on the way, and the connection goes on', async () => {
    await expect(ask('select nothing')).rejects.toThrow('column "nothing" does not exist');
    await expect(ask('select 1 / (5000 - n) from generate_series(1, 9000) as n')).rejects.toThrow('division by zero');
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    const { rows: large } = await client.query<{ text: string }>(
      "select repeat('é', 300000) as text, n from generate_series(1, 3) as n",
    );
    expect(large.map(({ text }) => text)).toEqual(Array(3).fill('é'.repeat(300_000)));
    const [first, second] = await Promise.all([ask("select 'a'"), ask("select 'b'")]);
    for (const [bytes, text] of [
      [first, 'a'],
      [second, 'b'],
    ] as const) {
      const tuples = openTuples(bytes, tupleMemory());
      tuples.next();
      expect(tuples.text()).toBe(text);
    }
  });

  it('leaves out what else the server says meanwhile', async () => {
    const notices: string[] = [];
    client.on('notice', ({ message }) => notices.push(message ?? ''));
    await client.query(`create function pg_temp.tell(n int) returns int language plpgsql as
      $$ begin raise notice 'row %', n; return n; end $$`);
    const tuples = openTuples(await ask('select pg_temp.tell(n) from generate_series(1, 3) as n'), tupleMemory());
    for (const n of [1, 2, 3]) {
      expect(tuples.next()).toBe(true);
      expect(tuples.integer()).toBe(n);
    }
    expect(tuples.next()).toBe(false);
    expect((await client.query('select 2 as two')).rows).toEqual([{ two: 2 }]);
  });

  it('is refused where the connection ends on the way', async () => {
    const other = new pg.Client({ connectionString: database.url, ...(stream && { stream }) });
    other.on('error', () => undefined);
    await other.connect();
    const { rows } = await other.query<{ pid: number }>('select pg_backend_pid() as pid');
    const asked = copyOut(other, 'copy (select pg_sleep(60)) to stdout (format binary)');
    asked.catch(() => undefined);
    await client.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await expect(asked).rejects.toThrow();
  });
});
