import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { recordAudit } from '../../../server/audit/record-audit.js';
import { verifyLogs } from '../../../server/audit/verify-logs.js';
import { transaction } from '../../../server/db/transaction.js';
import { recordEvents } from '../../../server/events/record-events.js';
import { startSequencer } from '../../../server/events/start-sequencer.js';
import type { TestDatabase } from '../../helpers/database.js';
import { createTestDatabase } from '../../helpers/database.js';
import { sampleEvent } from '../events/sample-events.js';

describe('verifyLogs', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  beforeEach(async () => {
    await database.owner.query('truncate event_log, audit_log, log_checkpoints');
    await database.owner.query(`update log_head set seq = 0, hash = ''`);
    const sequencer = startSequencer({ pool: database.pool });
    await transaction(database.pool, 'user_1', async (tx) => {
      await recordEvents(
        tx,
        Array.from({ length: 9 }, (_, i) => sampleEvent(null, { data: { b: i, a: [1.5, null, { z: 'ü', é: 1e21 }] } })),
      );
      for (let i = 0; i < 4; i++)
        await recordAudit(tx, { action: 'token.created', subject: `token_${i}`, detail: { i } });
    });
    await sequencer.idle();
    await sequencer.stop();
  });
  afterAll(() => database.drop());

  it('finds both chains whole', async () => {
    const verdicts = await verifyLogs(database.db);
    expect(verdicts.event).toMatchObject({ rows: 9, firstBad: null, reason: null, head: { seq: 9 } });
    expect(verdicts.audit).toMatchObject({ rows: 4, firstBad: null, reason: null, head: { seq: 4 } });
  });

  it('keeps who did what to which subject', async () => {
    const rows = await database.db.query(
      'select seq, actor, action, subject, detail from audit_log order by seq limit 1',
    );
    expect(rows).toEqual([{ seq: 1, actor: 'user_1', action: 'token.created', subject: 'token_0', detail: { i: 0 } }]);
  });

  it.each([
    ['an edit', `update event_log set actor = 'user_2' where seq = 4`, 4],
    ['an edit of the data', `update event_log set data = data || '{"b": 99}' where seq = 4`, 4],
    ['an edit by one millisecond', `update event_log set occurred_at = occurred_at + interval '1 ms' where seq = 5`, 5],
    ['an edit of a flag', 'update event_log set historical = true where seq = 2', 2],
    ['a deletion', 'delete from event_log where seq = 3', 3],
    ['a deletion of the first', 'delete from event_log where seq = 1', 1],
    ['a deletion of the last', 'delete from event_log where seq = 9', 9],
    [
      'a swap',
      'update event_log set seq = case seq when 6 then 1000000 + 7 else 1000000 + 6 end where seq in (6, 7)',
      6,
    ],
    [
      'a forged row',
      `insert into event_log select 10, 'event_x', kind, lead_id, actor, occurred_at, recorded_at, historical, data, hash from event_log where seq = 9`,
      10,
    ],
    ['a hash that was replaced', `update event_log set hash = '\\x00' where seq = 8`, 8],
    [
      'a head that was set back',
      `update log_head set seq = 8, hash = (select hash from event_log where seq = 8) where chain = 'event'`,
      9,
    ],
    ['a head with another hash', `update log_head set hash = '\\x00' where chain = 'event'`, 9],
  ])('names the first row that is wrong after %s', async (_, tampering, firstBad) => {
    await database.owner.query(tampering);
    const { event, audit } = await verifyLogs(database.db);
    expect(event.firstBad).toBe(firstBad);
    expect(event.reason).toContain(firstBad === 9 && tampering.includes('\\x00') ? 'log_head' : `row ${firstBad}`);
    expect(audit.firstBad).toBeNull();
  });

  it.each([
    ['an edit', `update audit_log set actor = 'user_2' where seq = 2`, 2],
    ['a deletion', 'delete from audit_log where seq = 3', 3],
    ['a swap', 'update audit_log set seq = case seq when 1 then 1000002 else 1000001 end where seq in (1, 2)', 1],
    [
      'a forged row',
      `insert into audit_log select 5, 'audit_x', at, actor, action, subject, detail, hash from audit_log where seq = 4`,
      5,
    ],
  ])('names the first row of the audit log that is wrong after %s', async (_, tampering, firstBad) => {
    await database.owner.query(tampering);
    const { event, audit } = await verifyLogs(database.db);
    expect([event.firstBad, audit.firstBad]).toEqual([null, firstBad]);
  });

  it('finds a tail that was rewritten whole, head included, by an anchor kept elsewhere', async () => {
    const { event } = await verifyLogs(database.db);
    await database.owner.query('delete from event_log where seq = 9');
    await database.owner.query(
      `update log_head set seq = 8, hash = (select hash from event_log where seq = 8) where chain = 'event'`,
    );
    expect((await verifyLogs(database.db)).event.firstBad).toBeNull();
    expect((await verifyLogs(database.db, { event: [event.head] })).event.firstBad).toBe(9);
    const anchor = { seq: 5, hash: Buffer.from('00', 'hex') };
    expect((await verifyLogs(database.db, { event: [anchor] })).event.firstBad).toBe(5);
  });

  it('begins at the newest checkpoint where older rows were dropped', async () => {
    await database.owner.query(
      `insert into log_checkpoints select 'event', seq, hash, now() from event_log where seq = 4`,
    );
    await database.owner.query('delete from event_log where seq <= 4');
    expect((await verifyLogs(database.db)).event).toMatchObject({ rows: 5, firstBad: null });
  });
});
