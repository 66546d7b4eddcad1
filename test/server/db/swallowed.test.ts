import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from '../../../server/db/connect.js';
import { connect } from '../../../server/db/connect.js';
import { isDatabaseAway } from '../../../server/db/is-database-away.js';
import type { FaultProxy } from '../../faults/fault-proxy.js';
import { startFaultProxy } from '../../faults/fault-proxy.js';
import { cloneTemplate } from '../../helpers/database.js';
import { eventually } from '../../helpers/eventually.js';

describe('a network that swallows what is sent', () => {
  let clone: { url: string; drop(): Promise<void> };
  let proxy: FaultProxy;
  let connection: Connection;
  beforeAll(async () => {
    clone = await cloneTemplate();
    const url = new URL(clone.url);
    proxy = await startFaultProxy({ host: url.hostname, port: Number(url.port) });
    url.host = `127.0.0.1:${proxy.port}`;
    connection = await connect({ url: url.href, poolSize: 2, statementMs: 1_000 });
  });
  afterAll(async () => {
    await proxy.close();
    await connection.close();
    await clone.drop();
  });

  it('costs the statements on the connections there were, which reject, and no connection for good', async () => {
    const ask = () => connection.db.query('select 1');
    await eventually(() => Promise.all([ask(), ask()]));
    proxy.swallow();
    proxy.heal();
    const errors = await Promise.all([ask(), ask()].map((asked) => asked.catch((error: unknown) => error)));
    expect(errors.map(isDatabaseAway)).toEqual([true, true]);
    await eventually(async () => (await Promise.all([ask(), ask(), ask()])).length === 3);
  });

  it('is not needed for a reset to be over at once', async () => {
    proxy.reset();
    await eventually(() => connection.db.query('select 1'));
  });
});
