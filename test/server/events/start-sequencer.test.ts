import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { connect } from '../../../server/db/connect.js';
import { lockLeads } from '../../../server/db/lock-leads.js';
import { newId } from '../../../server/db/new-id.js';
import { transaction } from '../../../server/db/transaction.js';
import { chains } from '../../../server/events/chains.js';
import { recordEvents } from '../../../server/events/record-events.js';
import type { Sequencer } from '../../../server/events/start-sequencer.js';
import { startSequencer } from '../../../server/events/start-sequencer.js';
import { verifyChain } from '../../../server/events/verify-chain.js';
import type { TestDatabase } from '../../helpers/database.js';
import { createTestDatabase } from '../../helpers/database.js';
import { eventually } from '../../helpers/eventually.js';
import { seededRandom } from '../../helpers/seeded-random.js';
import { sampleEvent } from './sample-events.js';
import { sampleLead } from './sample-lead.js';

const WRITERS = 24;
const ROUNDS = 12;

describe('startSequencer', () => {
  let database: TestDatabase;
  const running = new Set<Sequencer>();
  beforeAll(async () => {
    database = await createTestDatabase({ poolSize: WRITERS + 4 });
  });
  afterAll(async () => {
    await Promise.all([...running].map((each) => each.stop()));
    await database.drop();
  });

  function start(pool = database.pool) {
    const sequencer = startSequencer({ pool });
    running.add(sequencer);
    return sequencer;
  }

  async function write(leads: readonly string[], round: number, poke: () => void) {
    await transaction(database.pool, 'user_test', async (tx) => {
      await lockLeads(tx, leads);
      await recordEvents(
        tx,
        leads.map((lead) => sampleEvent(lead, { data: { round } })),
      );
      for (const lead of leads) await tx.query('update leads set version = version + 1 where id = $1', [lead]);
    });
    poke();
  }

  async function logged() {
    return database.db.query<{ seq: number; event_id: string; lead_id: string; recorded_at: Date; data: object }>(
      'select seq, event_id, lead_id, recorded_at, data from event_log order by seq',
    );
  }

  it('places what 24 writers commit, through two sequencers, once each, dense, in the order of each lead', async () => {
    const random = seededRandom(1);
    const leads = await Promise.all(Array.from({ length: 8 }, () => sampleLead(database.db)));
    const [first, second] = [start(), start()];
    const refused = new Set<string>();
    await Promise.all(
      Array.from({ length: WRITERS }, async (_, writer) => {
        for (let round = 0; round < ROUNDS; round++) {
          const some = leads.filter(() => random() < 0.3);
          await write(some, writer * ROUNDS + round, random() < 0.5 ? first.poke : second.poke);
          const event = sampleEvent(leads[0] as string);
          refused.add(event.eventId);
          await transaction(database.pool, 'user_test', async (tx) => {
            await recordEvents(tx, [event]);
            throw new Error('changed its mind');
          }).catch(() => undefined);
        }
      }),
    );
    await Promise.all([first.idle(), second.idle()]);

    const rows = await logged();
    const [expected] = await database.db.query<{ n: number }>('select sum(version - 1)::int as n from leads');
    expect(rows.map((row) => row.seq)).toEqual(rows.map((_, i) => i + 1));
    expect(rows.length).toBe(expected?.n);
    expect(new Set(rows.map((row) => row.event_id)).size).toBe(rows.length);
    expect(rows.filter((row) => refused.has(row.event_id))).toEqual([]);
    for (const lead of leads) {
      const times = rows.filter((row) => row.lead_id === lead).map((row) => row.recorded_at.getTime());
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }
    expect(await verifyChain(database.db, chains.event)).toMatchObject({ rows: rows.length, firstBad: null });
  });

  it('is not held up by a foreign session that holds a transaction id', async () => {
    const lead = await sampleLead(database.db);
    const sequencer = start();
    const foreign = new pg.Client({ connectionString: database.url });
    await foreign.connect();
    try {
      await foreign.query('begin');
      await foreign.query('select pg_current_xact_id()');
      const event = sampleEvent(lead);
      await transaction(database.pool, 'user_test', (tx) => recordEvents(tx, [event]));
      await sequencer.idle();
      expect((await logged()).map((row) => row.event_id)).toContain(event.eventId);
    } finally {
      await foreign.end();
    }
  });

  it('goes on when its connection is killed again and again, also while it holds the head', async () => {
    const lead = await sampleLead(database.db);
    const before = (await logged()).length;
    const other = await connect({ url: database.url, poolSize: 4 });
    const sequencer = start(other.pool);
    let writing = true;
    const killer = (async () => {
      while (writing) {
        await database.owner.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and (query like '%log_head%' or query like '%_staging%')
             and pid <> pg_backend_pid() and query not like 'insert into event_staging%'`,
        );
      }
    })();
    for (let round = 0; round < 60; round++) {
      await eventually(() => write([lead], round, sequencer.poke).then(() => true));
    }
    writing = false;
    await killer;
    await eventually(async () => (await logged()).length >= before + 60);
    expect((await logged()).slice(before).map((row) => row.data)).toEqual(
      Array.from({ length: 60 }, (_, round) => ({ round })),
    );
    expect(await verifyChain(database.db, chains.event)).toMatchObject({ firstBad: null });
    running.delete(sequencer);
    await sequencer.stop();
    await other.close();
  });

  it('tells the other processes, at most 20 times a second', async () => {
    const lead = await sampleLead(database.db);
    const listener = new pg.Client({ connectionString: database.url });
    await listener.connect();
    let heard = 0;
    listener.on('notification', () => {
      heard += 1;
    });
    await listener.query('listen accord_events');
    const sequencer = start();
    const began = performance.now();
    for (let round = 0; round < 80; round++) await write([lead], round, sequencer.poke);
    await eventually(() => heard > 0);
    await sequencer.idle();
    const seconds = (performance.now() - began) / 1_000;
    // every sequencer of this file may have placed some of them
    expect(heard).toBeLessThanOrEqual(running.size * (20 * seconds + 2));
    await listener.end();
  });

  it('names events by ids that no lead or account needs to have', async () => {
    const sequencer = start();
    const event = sampleEvent(null, { kind: 'PROMOTION', eventId: newId('event'), data: { release: 2 } });
    await transaction(database.pool, 'system', (tx) => recordEvents(tx, [event]));
    await sequencer.idle();
    expect((await logged()).at(-1)).toMatchObject({ event_id: event.eventId, lead_id: null, data: { release: 2 } });
  });
});
