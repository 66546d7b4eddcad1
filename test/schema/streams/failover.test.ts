import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../helpers/eventually.js';
import { openTestStreams } from './open-test-streams.js';
import { connectRaw } from './raw-client.js';

const EVENTS = 'subscription ($after: String) { events(after: $after) { id } }';

describe('a log that has become another one while it was followed', () => {
  let streams: Awaited<ReturnType<typeof openTestStreams>>;
  beforeAll(async () => {
    streams = await openTestStreams();
    streams.addToken('reader');
  });
  afterAll(() => streams.close());

  it('ends all streams, refuses their cursors, and goes on with the new log', async () => {
    const [client, other] = [
      await connectRaw(streams.url, { token: 'reader' }),
      await connectRaw(streams.url, { token: 'reader' }),
    ];
    client.subscribe('1', EVENTS);
    await client.flowing('1');
    await streams.record([{}]);
    const old = (await client.heard('next', '1')).payload?.extensions?.cursor;
    await streams.failOver(8);
    expect((await client.heard('error', '1')).payload?.[0]?.extensions.code).toBe('CURSOR_EPOCH');
    other.subscribe('2', EVENTS, { after: old });
    expect((await other.heard('error', '2')).payload?.[0]?.extensions.code).toBe('CURSOR_EPOCH');
    await eventually(() => streams.sequencer.idle().then(() => true));
    other.subscribe('3', EVENTS);
    const start = (await other.flowing('3')).payload?.checkpoints?.['3'];
    const [made] = await streams.record([{}]);
    const { payload } = await other.heard('next', '3');
    expect(payload?.data?.['events']?.id).toBe(made);
    expect(payload?.extensions?.previous).toBe(start);
    expect(streams.feed.epoch).toBe(8);
    client.socket.close();
    other.socket.close();
  });
});
