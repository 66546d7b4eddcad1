import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { transaction } from '../../../server/db/transaction.js';
import { encodeCursor } from '../../../server/events/cursor.js';
import { findEventCursors } from '../../../server/events/find-event-cursors.js';
import type { EventPageInput } from '../../../server/events/list-events.js';
import { listEvents } from '../../../server/events/list-events.js';
import { recordEvents } from '../../../server/events/record-events.js';
import { startSequencer } from '../../../server/events/start-sequencer.js';
import type { TestDatabase } from '../../helpers/database.js';
import { createTestDatabase } from '../../helpers/database.js';
import { sampleEvent } from './sample-events.js';

const EPOCH = 5;

describe('listEvents', () => {
  let database: TestDatabase;
  const made = Array.from({ length: 60 }, (_, i) => sampleEvent(null, { data: { to: i % 2 === 0 ? 'even' : 'odd' } }));
  beforeAll(async () => {
    database = await createTestDatabase();
    expect(await list({})).toEqual([[], false, false]);
    await transaction(database.pool, 'system', (tx) => recordEvents(tx, made));
    const sequencer = startSequencer({ pool: database.pool });
    await sequencer.idle();
    await sequencer.stop();
  });
  afterAll(() => database.drop());

  async function list(input: EventPageInput) {
    const page = await listEvents(database.db, EPOCH, input);
    return [page.events.map((event) => event.seq), page.hasNextPage, page.hasPreviousPage];
  }
  const cursor = (seq: number) => encodeCursor(EPOCH, seq);
  const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

  it('gives the oldest 25 first, and the pages after them by their cursors', async () => {
    expect(await list({})).toEqual([range(1, 25), true, false]);
    expect(await list({ after: cursor(25) })).toEqual([range(26, 50), true, true]);
    expect(await list({ after: cursor(50) })).toEqual([range(51, 60), false, true]);
    expect(await list({ after: cursor(60) })).toEqual([[], false, true]);
    expect(await list({ first: 60 })).toEqual([range(1, 60), false, false]);
    expect(await list({ first: 0 })).toEqual([[], true, false]);
    expect(await list({ first: 2, after: 'start' })).toEqual([[1, 2], true, false]);
  });

  it('gives the newest, or those before a cursor, oldest first too', async () => {
    expect(await list({ last: 3 })).toEqual([range(58, 60), false, true]);
    expect(await list({ last: 3, before: cursor(58) })).toEqual([range(55, 57), true, true]);
    expect(await list({ last: 5, before: cursor(4) })).toEqual([range(1, 3), true, false]);
    expect(await list({ first: 2, after: cursor(10), before: cursor(13) })).toEqual([[11, 12], false, true]);
  });

  it('pages through what passes a filter', async () => {
    expect(await list({ first: 2, filter: { to: ['odd'] } })).toEqual([[2, 4], true, false]);
    expect(await list({ last: 2, filter: { to: ['odd'] }, before: cursor(59) })).toEqual([[56, 58], true, true]);
    expect(await list({ filter: { to: ['nowhere'] } })).toEqual([[], false, false]);
    expect(await list({ filter: { kinds: [] } })).toEqual([[], false, false]);
  });

  it.each([
    ['CURSOR_INVALID', 'garbage'],
    ['CURSOR_EPOCH', encodeCursor(EPOCH + 1, 3)],
    ['CURSOR_AHEAD', encodeCursor(EPOCH, 61)],
  ])('refuses with %s', async (code, bad) => {
    await expect(list({ after: bad })).rejects.toMatchObject({ code });
    await expect(list({ last: 1, before: bad })).rejects.toMatchObject({ code });
  });

  it('gives the cursors of events by their ids', async () => {
    const [first] = made;
    const cursors = await findEventCursors(database.db, EPOCH, [first?.eventId as string, 'transition_unknown']);
    expect([...cursors]).toEqual([[first?.eventId, cursor(1)]]);
  });
});
