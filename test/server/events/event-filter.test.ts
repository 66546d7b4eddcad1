import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createGroupIndex } from '../../../schema/streams/group-index.js';
import { newId } from '../../../server/db/new-id.js';
import { transaction } from '../../../server/db/transaction.js';
import { countEvents } from '../../../server/events/count-events.js';
import type { EventFilter } from '../../../server/events/event-filter.js';
import { matchesFilter } from '../../../server/events/event-filter.js';
import type { LogEvent } from '../../../server/events/log-event.js';
import type { NewEvent } from '../../../server/events/new-event.js';
import { readEvents } from '../../../server/events/read-events.js';
import { recordEvents } from '../../../server/events/record-events.js';
import { startSequencer } from '../../../server/events/start-sequencer.js';
import type { TestDatabase } from '../../helpers/database.js';
import { createTestDatabase } from '../../helpers/database.js';
import { fc } from '../../helpers/fast-check.js';
import { seed } from '../../helpers/seeded-random.js';
import { sampleEvent } from './sample-events.js';
import { sampleLead } from './sample-lead.js';

const DATA: Pick<NewEvent, 'kind' | 'data'>[] = [
  { kind: 'LEAD', data: { change: 'CREATED' } },
  { kind: 'LEAD', data: { change: 'OWNER_CHANGED' } },
  { kind: 'STAGE_TRANSITION', data: { from: null, to: 'lead' } },
  { kind: 'STAGE_TRANSITION', data: { from: 'lead', to: 'mql', change: 'CREATED' } },
  { kind: 'STAGE_TRANSITION', data: { from: 'mql', to: 'sql' } },
  { kind: 'THRESHOLD_CROSSING', data: { threshold: 'mql', direction: 'UP' } },
  { kind: 'THRESHOLD_CROSSING', data: { threshold: 'hot', direction: 'DOWN' } },
  { kind: 'SLA', data: { policy: 'first-touch', slaKind: 'BREACHED' } },
  { kind: 'PROMOTION', data: { release: 3 } },
];

describe('event filters', () => {
  let database: TestDatabase;
  let events: LogEvent[];
  let filters: fc.Arbitrary<EventFilter>;

  beforeAll(async () => {
    database = await createTestDatabase();
    const { db } = database;
    const [account, owner] = [newId('account'), newId('user')];
    await db.query(
      `insert into accounts (id, attributes, created_at, updated_at, version) values ($1, '{}', now(), now(), 1)`,
      [account],
    );
    await db.query(
      `insert into users (id, email, display_name, teams, roles, pools, active, created_at, updated_at)
       values ($1, 'o@example.com', 'O', '{}', '{}', '{}', true, now(), now())`,
      [owner],
    );
    const leads = [
      await sampleLead(db, { ownerId: owner, source: 'ads', segment: 'smb' }),
      await sampleLead(db, { accountId: account, source: 'web' }),
      newId('lead'),
      null,
    ];
    await transaction(database.pool, 'system', (tx) =>
      recordEvents(
        tx,
        leads.flatMap((lead, i) =>
          DATA.map((each, j) => sampleEvent(lead, { ...each, historical: (i + j) % 3 === 0 })),
        ),
      ),
    );
    const sequencer = startSequencer({ pool: database.pool });
    await sequencer.idle();
    await sequencer.stop();
    events = await readEvents(db, 1, { after: 0, limit: 1_000 });

    const some = (...values: string[]) => fc.option(fc.subarray([...values, 'other']), { nil: undefined, freq: 1 });
    const one = (...values: string[]) => fc.option(fc.constantFrom(...values, null), { nil: undefined, freq: 1 });
    filters = fc
      .record({
        kinds: some('LEAD', 'STAGE_TRANSITION', 'THRESHOLD_CROSSING', 'SLA') as fc.Arbitrary<EventFilter['kinds']>,
        leadId: one(...(leads.filter(Boolean) as string[])),
        accountId: one(account, newId('account')),
        ownerId: one(owner),
        from: some('lead', 'mql'),
        to: some('lead', 'mql', 'sql'),
        thresholds: some('mql', 'hot'),
        direction: one('UP', 'DOWN'),
        policies: some('first-touch'),
        slaKinds: some('BREACHED'),
        leadChanges: some('CREATED', 'OWNER_CHANGED'),
        source: some('ads', 'web'),
        segment: some('smb'),
        historical: fc.constantFrom(undefined, null, true, false),
      })
      .chain((all) => {
        const names = Object.keys(all) as (keyof EventFilter)[];
        return fc
          .subarray(names, { maxLength: 3 })
          .map((kept) => Object.fromEntries(kept.map((name) => [name, all[name]])));
      });
  });
  afterAll(() => database.drop());

  it('judge alike in the database, in memory and by the index of streams', async () => {
    expect(events.length).toBe(4 * DATA.length);
    let passed = 0;
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        const inMemory = events.filter((event) => matchesFilter(filter, event)).map((event) => event.seq);
        const inDatabase = await readEvents(database.db, 1, { after: 0, limit: 1_000, filter });
        expect(inDatabase.map((event) => event.seq)).toEqual(inMemory);
        expect(await countEvents(database.db, filter)).toBe(inMemory.length);

        const index = createGroupIndex<EventFilter>();
        index.add(filter, filter);
        index.add({}, {});
        const found = events.filter((event) => {
          const candidates = [...index.candidates(event)].filter((each) => each === filter);
          expect(candidates.length).toBeLessThanOrEqual(1);
          return candidates.length === 1 && matchesFilter(filter, event);
        });
        expect(found.map((event) => event.seq)).toEqual(inMemory);
        index.remove(filter, filter);
        expect(events.every((event) => ![...index.candidates(event)].includes(filter))).toBe(true);
        passed += inMemory.length;
      }),
      { numRuns: 300, seed, examples: [[{}]] },
    );
    expect(passed).toBeGreaterThan(0);
  });
});
