import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { exportChain } from '../../../server/audit/export-chain.js';
import { findAudit, listAudit } from '../../../server/audit/list-audit.js';
import { recordAudit } from '../../../server/audit/record-audit.js';
import { verifyExport } from '../../../server/audit/verify-export.js';
import { verifyLogs } from '../../../server/audit/verify-logs.js';
import { transaction } from '../../../server/db/transaction.js';
import { chains } from '../../../server/events/chains.js';
import { countEvents } from '../../../server/events/count-events.js';
import { encodeCursor } from '../../../server/events/cursor.js';
import { findLogEvent } from '../../../server/events/find-log-event.js';
import { listEvents } from '../../../server/events/list-events.js';
import { recordEvents } from '../../../server/events/record-events.js';
import { retainLogs } from '../../../server/events/retain-logs.js';
import { startFeed } from '../../../server/events/start-feed.js';
import { startSequencer } from '../../../server/events/start-sequencer.js';
import type { TestDatabase } from '../../helpers/database.js';
import { createTestDatabase } from '../../helpers/database.js';
import { sampleEvent } from './sample-events.js';

const EPOCH = 5;
const DAY_MS = 86_400_000;

/** Logs of 40 rows each in partitions of ten; those up to `old` were recorded two days ago. */
describe('retention', () => {
  let database: TestDatabase;
  let ids: string[];
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  beforeEach(async () => {
    await database.owner.query('truncate log_checkpoints');
    await database.owner.query(`update log_head set seq = 0, hash = ''`);
    for (const { log } of Object.values(chains)) {
      const parts = await database.owner.query<{ name: string }>(
        'select inhrelid::regclass::text as name from pg_inherits where inhparent = $1::regclass',
        [log],
      );
      for (const { name } of parts) await database.owner.query(`drop table ${name}`);
      for (let i = 0; i < 6; i++)
        await database.owner.query(
          `create table ${log}_p${i} partition of ${log} for values from (${i * 10}) to (${i * 10 + 10})`,
        );
    }
    await write(25, new Date(Date.now() - 2 * DAY_MS));
    await write(15, new Date());
  });
  afterAll(() => database.drop());

  async function write(count: number, at: Date) {
    const made = Array.from({ length: count }, (_, i) => sampleEvent(null, { data: { to: i % 2 === 0 ? 'a' : 'b' } }));
    const sequencer = startSequencer({ pool: database.pool });
    await transaction(database.pool, 'user_1', async (tx) => {
      tx.at = at;
      await recordEvents(tx, made);
      for (let i = 0; i < count; i++) await recordAudit(tx, { action: 'token.created', subject: `t${i}`, detail: {} });
    });
    await sequencer.idle();
    await sequencer.stop();
    ids = made.map((event) => event.eventId);
  }

  const cursor = (seq: number) => encodeCursor(EPOCH, seq);
  const partitions = (log: string) =>
    database.owner
      .query<{ name: string }>(
        'select inhrelid::regclass::text as name from pg_inherits where inhparent = $1::regclass order by 1',
        [log],
      )
      .then((rows) => rows.map((row) => row.name));

  it('ends what is too old in both logs, drops whole partitions only, and changes nothing the second time', async () => {
    const dropped = (log: string) => [`${log}_p0`, `${log}_p1`];
    expect(await retainLogs(database.owner, DAY_MS)).toEqual([
      { chain: 'event', floor: 25, dropped: dropped('event_log') },
      { chain: 'audit', floor: 25, dropped: dropped('audit_log') },
    ]);
    expect(await partitions('event_log')).toEqual(['event_log_p2', 'event_log_p3', 'event_log_p4', 'event_log_p5']);
    expect((await retainLogs(database.owner, DAY_MS)).map((each) => [each.floor, each.dropped])).toEqual([
      [25, []],
      [25, []],
    ]);
    expect((await retainLogs(database.owner, 30 * DAY_MS)).map((each) => each.floor)).toEqual([25, 25]);
  });

  it('shows nothing of it from then on: pages, counts, single events, the audit log', async () => {
    const [before] = await database.db.query<{ id: string; entry: string }>(
      `select l.event_id as id, a.entry_id as entry from event_log l join audit_log a using (seq) where seq = 25`,
    );
    await retainLogs(database.owner, DAY_MS);
    const page = await listEvents(database.db, EPOCH, { first: 3 });
    expect([page.events.map((event) => event.seq), page.hasPreviousPage]).toEqual([[26, 27, 28], false]);
    const last = await listEvents(database.db, EPOCH, { last: 100 });
    expect([last.events.length, last.hasPreviousPage]).toEqual([15, false]);
    expect(await countEvents(database.db, {})).toBe(15);
    expect(await findLogEvent(database.db, EPOCH, before?.id as string)).toBeNull();
    expect(await findLogEvent(database.db, EPOCH, ids[0] as string)).toMatchObject({ seq: 26 });
    expect((await listAudit(database.db, null, 100)).map((row) => row.seq)).toHaveLength(15);
    expect(await findAudit(database.db, [before?.entry as string])).toEqual([]);
  });

  it('refuses cursors from before it with the earliest kept, which works; `start` begins there', async () => {
    await retainLogs(database.owner, DAY_MS);
    const refused = { code: 'CURSOR_EXPIRED', earliest: cursor(25) };
    await expect(listEvents(database.db, EPOCH, { after: cursor(24) })).rejects.toMatchObject(refused);
    const feed = await startFeed({ pool: database.pool, db: database.db, epoch: EPOCH });
    await expect(feed.locate(cursor(3))).rejects.toMatchObject(refused);
    expect([await feed.locate(cursor(25)), await feed.locate('start')]).toEqual([25, 25]);
    await expect(feed.page({ after: 24, through: 40, filter: {}, limit: 5 })).rejects.toMatchObject(refused);
    const page = await feed.page({ after: 25, through: 40, filter: {}, limit: 5 });
    expect(page.events.map((event) => event.seq)).toEqual([26, 27, 28, 29, 30]);
    await feed.stop();
  });

  it('leaves both chains whole from the checkpoint on, and tampering behind it is still found', async () => {
    await retainLogs(database.owner, DAY_MS);
    const whole = await verifyLogs(database.db);
    for (const verdict of Object.values(whole))
      expect(verdict).toMatchObject({ rows: 15, firstBad: null, start: { seq: 25 }, head: { seq: 40 } });
    const lines: string[] = [];
    for await (const line of exportChain(database.db, chains.event)) lines.push(line);
    expect(await verifyExport(linesOf(lines))).toMatchObject({ rows: 15, firstBad: null, start: { seq: 25 } });
    const forged = { seq: 25, hash: Buffer.alloc(32) };
    expect((await verifyLogs(database.db, { event: [forged] })).event.firstBad).toBe(25);
    await database.owner.query('delete from event_log where seq = 26');
    expect((await verifyLogs(database.db)).event).toMatchObject({ firstBad: 26, reason: 'row 26 is missing' });
  });

  it('ends all of a log when all of it is old, and the log goes on behind it', async () => {
    expect((await retainLogs(database.owner, 0)).map((each) => each.floor)).toEqual([40, 40]);
    expect((await listEvents(database.db, EPOCH, {})).events).toEqual([]);
    await write(3, new Date());
    expect((await listEvents(database.db, EPOCH, {})).events.map((event) => event.seq)).toEqual([41, 42, 43]);
    expect((await verifyLogs(database.db)).event).toMatchObject({ rows: 3, firstBad: null });
  });

  it('leaves a partition that somebody reads for the next time, and is safe however many do it', async () => {
    const client = await database.pool.connect();
    await client.query('begin; select from event_log where seq = 3');
    const [event] = await retainLogs(database.owner, DAY_MS);
    expect(event).toEqual({ chain: 'event', floor: 25, dropped: [] });
    await client.query('commit');
    client.release();
    const rounds = await Promise.all([1, 2].map(() => retainLogs(database.owner, DAY_MS)));
    const dropped = rounds.flat().flatMap((each) => (each.chain === 'event' ? each.dropped : []));
    const late = (await retainLogs(database.owner, DAY_MS)).flatMap((each) =>
      each.chain === 'event' ? each.dropped : [],
    );
    expect([...dropped, ...late].sort()).toEqual(['event_log_p0', 'event_log_p1']);
  });

  it('is for the owner only', async () => {
    await expect(retainLogs(database.db, DAY_MS)).rejects.toThrow(/permission denied/);
    await expect(database.db.query('drop table event_log_p0')).rejects.toThrow(/must be owner/);
  });
});

async function* linesOf(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}
