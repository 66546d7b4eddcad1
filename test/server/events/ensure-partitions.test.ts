import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { transaction } from '../../../server/db/transaction.js';
import { ensurePartitions, PARTITION_ROWS } from '../../../server/events/ensure-partitions.js';
import { recordEvents } from '../../../server/events/record-events.js';
import { startSequencer } from '../../../server/events/start-sequencer.js';
import type { TestDatabase } from '../../helpers/database.js';
import { createTestDatabase } from '../../helpers/database.js';
import { sampleEvent } from './sample-events.js';

describe('ensurePartitions', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('makes room before the head, once however many ask, and the log grows into it', async () => {
    await database.owner.query(`update log_head set seq = $1 where chain = 'event'`, [6 * PARTITION_ROWS - 2]);
    await Promise.all([1, 2, 3].map(() => ensurePartitions(database.owner)));
    const sequencer = startSequencer({ pool: database.pool });
    await transaction(database.pool, 'system', (tx) =>
      recordEvents(tx, [sampleEvent(null), sampleEvent(null), sampleEvent(null)]),
    );
    await sequencer.idle();
    await sequencer.stop();
    const rows = await database.db.query<{ n: number }>('select seq - $1::bigint as n from event_log order by seq', [
      6 * PARTITION_ROWS,
    ]);
    expect(rows.map((row) => row.n)).toEqual([-1, 0, 1]);
  });

  it('leaves the application no right to change what is logged', async () => {
    for (const statement of [
      'update event_log set actor = actor',
      'delete from event_log',
      'truncate event_log',
      'update event_log_p6 set actor = actor',
      'delete from event_log_p0',
      'insert into event_log_p0 select * from event_log limit 0',
      'update audit_log set actor = actor',
      'delete from audit_log',
      'delete from log_checkpoints',
      'drop table event_log',
    ]) {
      await expect(database.db.query(statement)).rejects.toThrow(/permission denied|must be owner/);
    }
  });
});
