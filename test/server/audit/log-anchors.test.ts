import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { logAnchors } from '../../../server/audit/log-anchors.js';
import { recordAudit } from '../../../server/audit/record-audit.js';
import { transaction } from '../../../server/db/transaction.js';
import { startSequencer } from '../../../server/events/start-sequencer.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';

describe('the anchors that a process leaves', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('hold at its end all that was committed, in the logs already or not', async () => {
    const { pool, db } = database;
    const logged: { [chain: string]: string }[] = [];
    const log = {
      info: (detail: object) => logged.push((detail as { anchors: (typeof logged)[0] }).anchors),
      warn: (detail: object) => expect(detail).toBeNull(),
    };
    const sequencer = startSequencer({ pool });
    const note = (i: number) =>
      transaction(pool, 'user_1', (tx) =>
        recordAudit(tx, { action: 'token.created', subject: `token_${i}`, detail: { i } }),
      );
    await note(0);
    await sequencer.idle();
    const anchors = await logAnchors(db, sequencer.idle, log);
    await note(1);
    await anchors.stop();
    await sequencer.stop();
    const [head] = await db.query<{ seq: number; hash: Buffer }>(
      `select seq, hash from log_head where chain = 'audit'`,
    );
    expect(logged.map(({ audit }) => audit?.split(':')[0])).toEqual(['1', '2']);
    expect(logged.at(-1)?.['audit']).toBe(`${head?.seq}:${head?.hash.toString('hex')}`);
  });
});
