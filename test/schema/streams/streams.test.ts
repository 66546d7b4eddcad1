import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { encodeCursor } from '../../../server/events/cursor.js';
import { eventually } from '../../helpers/eventually.js';
import { seededRandom } from '../../helpers/seeded-random.js';
import { openTestStreams } from './open-test-streams.js';
import type { Message, RawClient } from './raw-client.js';
import { connectRaw } from './raw-client.js';

const EVENTS = 'subscription ($after: String) { events(after: $after) { id data } }';

describe('streams of the log', () => {
  let streams: Awaited<ReturnType<typeof openTestStreams>>;
  const clients: RawClient[] = [];
  beforeAll(async () => {
    streams = await openTestStreams({ ringSize: 50, limits: { sockets: 500 } });
    streams.addToken('reader', { actor: 'user_reader' });
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.socket.terminate();
    await eventually(() => streams.streams.size().subscribers === 0);
  });
  afterAll(() => streams.close());

  async function connectReader(token = 'reader') {
    const client = await connectRaw(streams.url, { token });
    clients.push(client);
    return client;
  }

  function ids(messages: readonly Message[]): string[] {
    return messages.map((message) => Object.values(message.payload?.data ?? {})[0]?.id as string);
  }

  /** What a client may resume from: its last frame or checkpoint. */
  function lastCursor(client: RawClient, id: string): string | null {
    for (const message of client.messages.toReversed()) {
      const cursor = message.payload?.extensions?.cursor ?? message.payload?.checkpoints?.[id];
      if (cursor && (message.id === id || message.type === 'ping')) return cursor;
    }
    return null;
  }

  /** Every frame names the frame or checkpoint before it. */
  function expectUnbroken(client: RawClient, id: string, after: string | null) {
    let last = after;
    for (const message of client.messages) {
      if (message.type === 'ping') last = message.payload?.checkpoints?.[id] ?? last;
      if (message.type !== 'next' || message.id !== id) continue;
      expect(message.payload?.extensions?.previous).toBe(last);
      last = message.payload?.extensions?.cursor ?? null;
    }
  }

  it('starts at the head without a cursor, and says where that is', async () => {
    await streams.record([{}, {}]);
    const client = await connectReader();
    client.subscribe('1', EVENTS);
    await client.flowing('1');
    const made = await streams.record([{}, {}, {}]);
    await eventually(() => client.of('1').length === 3);
    expect(ids(client.of('1'))).toEqual(made);
    expectUnbroken(client, '1', null);
  });

  it('replays from a cursor and goes live with no gap and no repeat, under load, for all who join at any time', async () => {
    const random = seededRandom(3);
    const start = streams.feed.cursorAt(streams.feed.head);
    const made: string[] = [];
    let writing = true;
    const writer = (async () => {
      while (writing)
        made.push(...(await streams.record(Array.from({ length: 1 + Math.floor(random() * 5) }, () => ({})))));
    })();
    for (let i = 0; i < 20; i++) {
      const client = await connectReader();
      client.subscribe('1', EVENTS, { after: start });
      const count = made.length;
      await eventually(() => made.length > count + 10);
    }
    writing = false;
    await writer;
    for (const client of clients) {
      await eventually(() => client.of('1').length === made.length);
      expect(ids(client.of('1'))).toEqual(made);
      expectUnbroken(client, '1', start);
    }
  });

  it('is contiguous for clients that are cut again and again and resume with their last cursor', async () => {
    const random = seededRandom(4);
    const start = streams.feed.cursorAt(streams.feed.head);
    const made: string[] = [];
    let writing = true;
    const writer = (async () => {
      while (writing) made.push(...(await streams.record([{ data: { to: random() < 0.3 ? 'sql' : 'mql' } }, {}])));
    })();
    const readers = Array.from({ length: 8 }, async () => {
      const seen: string[] = [];
      let cursor: string = start;
      for (let cut = 0; cut < 8 || writing; cut++) {
        const client = await connectReader();
        client.subscribe('1', EVENTS, { after: cursor });
        const enough = Math.floor(random() * 30);
        await eventually(() => client.of('1').length >= enough || !writing);
        client.socket.terminate();
        seen.push(...ids(client.of('1')));
        cursor = lastCursor(client, '1') ?? cursor;
      }
      return { seen, cursor };
    });
    await eventually(() => made.length > 600, 180_000).finally(() => {
      writing = false;
    });
    await writer;
    for (const { seen, cursor } of await Promise.all(readers)) {
      const client = await connectReader();
      client.subscribe('1', EVENTS, { after: cursor });
      await eventually(() => seen.length + client.of('1').length === made.length);
      expect([...seen, ...ids(client.of('1'))]).toEqual(made);
    }
  });

  it('reads what the ring has forgotten from the log', async () => {
    const start = streams.feed.cursorAt(streams.feed.head);
    const made = await streams.record(Array.from({ length: 120 }, () => ({})));
    await eventually(() => streams.feed.head >= 120);
    const client = await connectReader();
    client.subscribe('1', EVENTS, { after: start });
    await eventually(() => client.of('1').length === made.length);
    expect(ids(client.of('1'))).toEqual(made);
    client.subscribe('2', EVENTS, { after: 'start' });
    await eventually(() => client.of('2').length === streams.feed.head);
  });

  it('shares one execution between all who ask the same, whatever their cursors and their text of them', async () => {
    const here = streams.feed.cursorAt(streams.feed.head);
    const texts = [
      ['subscription { events { executions id } }', {}],
      [`subscription { events(after: "${here}") { executions id } }`, {}],
      ['subscription ($c: String) { events(after: $c) { executions id } }', { c: here }],
      [
        'subscription ($c: String) { ...F } fragment F on Subscription { events(after: $c) { executions id } }',
        { c: here },
      ],
    ] as const;
    for (let i = 0; i < 12; i++) {
      const [query, variables] = texts[i % texts.length] as (typeof texts)[number];
      const client = await connectReader();
      client.subscribe(`op-${i}`, query, variables);
    }
    await eventually(() => streams.streams.size().subscribers === 12);
    // those whose only difference is a fragment are a group of their own
    expect(streams.streams.size().groups).toBe(2);
    const before = streams.counts.executions;
    await streams.record([{}]);
    await eventually(() => clients.every((client, i) => client.of(`op-${i}`).length === 1));
    expect(streams.counts.executions - before).toBe(2);
  });

  it('does not share between callers of different rights, nor between filters', async () => {
    streams.addToken('viewer', { roles: ['VIEWER'], actor: 'user_viewer' });
    const [one, two] = [await connectReader('reader'), await connectReader('viewer')];
    one.subscribe('1', EVENTS);
    two.subscribe('1', EVENTS);
    one.subscribe('2', 'subscription { events(filter: {to: ["mql"]}) { id data } }');
    one.subscribe('3', 'subscription ($to: [String!]) { events(filter: {to: $to}) { id data } }', { to: ['mql'] });
    one.subscribe('4', 'subscription ($to: [String!]) { events(filter: {to: $to}) { id data } }', { to: ['sql'] });
    await eventually(() => streams.streams.size().subscribers === 5);
    expect(streams.streams.size().groups).toBe(5);
  });

  it('sends what passes the filter, and says how far it has come past the rest', async () => {
    const start = streams.feed.cursorAt(streams.feed.head);
    const client = await connectReader();
    const query = `subscription ($after: String, $filter: EventFilter) { stageChanged(after: $after, filter: $filter) { id data } }`;
    client.subscribe('mql', query, { filter: { to: ['mql'] } });
    client.subscribe('none', query, { filter: { kinds: ['THRESHOLD_CROSSING'] } });
    client.subscribe('old', query, { filter: { historical: true } });
    await Promise.all(['mql', 'none', 'old'].map((id) => client.flowing(id)));
    const made = await streams.record([
      { data: { to: 'mql' } },
      { data: { to: 'sql' } },
      { data: { threshold: 'mql' }, kind: 'THRESHOLD_CROSSING' },
      { data: { to: 'mql' }, historical: true },
    ]);
    await eventually(() => client.of('mql').length === 2 && client.of('old').length === 1);
    expect(ids(client.of('mql'))).toEqual([made[0], made[3]]);
    expect(ids(client.of('old'))).toEqual([made[3]]);
    expect(client.of('none')).toEqual([]);
    expectUnbroken(client, 'mql', null);

    const late = await connectReader();
    late.subscribe('1', query, { after: start, filter: { to: ['sql'] } });
    const ping = await late.flowing('1');
    expect(ids(late.of('1'))).toEqual([made[1]]);
    expect(ping.payload?.checkpoints).toEqual({ 1: streams.feed.cursorAt(streams.feed.head) });
    expectUnbroken(late, '1', start);
  });

  it('refuses cursors that cannot be honoured, before anything is sent', async () => {
    const { epoch, head } = streams.feed;
    const client = await connectReader();
    const cases = [
      ['CURSOR_INVALID', 'garbage'],
      ['CURSOR_INVALID', ''],
      ['CURSOR_EPOCH', encodeCursor(epoch + 1, 1)],
      ['CURSOR_AHEAD', encodeCursor(epoch, head + 1_000)],
    ] as const;
    for (const [i, [code, after]] of cases.entries()) {
      client.subscribe(`${i}`, EVENTS, { after });
      const error = await client.heard('error', `${i}`);
      expect(error.payload?.[0]?.extensions.code).toBe(code);
    }
    expect(client.messages.filter((message) => message.type === 'next')).toEqual([]);
  });

  it('refuses a cursor older than what is kept, naming the earliest', async () => {
    const { epoch } = streams.feed;
    await streams.database.db.query(`insert into log_checkpoints values ('event', 10, '\\x00', now())`);
    const client = await connectReader();
    client.subscribe('1', EVENTS, { after: encodeCursor(epoch, 9) });
    const error = await client.heard('error', '1');
    expect(error.payload?.[0]?.extensions.code).toBe('CURSOR_EXPIRED');
    expect(error.payload?.[0]?.message).toContain(encodeCursor(epoch, 10));
    client.subscribe('2', EVENTS, { after: encodeCursor(epoch, 10) });
    await client.heard('next', '2');
    client.subscribe('3', EVENTS, { after: 'start' });
    const first = await client.heard('next', '3');
    expect(first.payload?.extensions).toEqual({ previous: encodeCursor(epoch, 10), cursor: encodeCursor(epoch, 11) });
  });

  it('keeps no queue for a socket that does not read, and goes on where it was once it does', async () => {
    const client = await connectReader();
    client.subscribe('1', EVENTS, { after: null });
    await client.flowing('1');
    client.socket.pause();
    const filler = 'x'.repeat(20_000);
    const made: string[] = [];
    for (let i = 0; i < 60; i++) {
      made.push(...(await streams.record(Array.from({ length: 10 }, () => ({ data: { filler } })))));
    }
    await eventually(() => streams.feed.head >= made.length);
    client.socket.resume();
    await eventually(() => client.of('1').length === made.length);
    expect(ids(client.of('1'))).toEqual(made);
    expectUnbroken(client, '1', null);
  });
});
