import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { eventually } from '../../helpers/eventually.js';
import { openTestStreams } from './open-test-streams.js';

const COUNT = 500;
const AT_ONCE = 25;

/** `npm run faults connects` does so 10,000 times and looks at memory too. */
describe('sockets that are cut without a word', () => {
  let streams: Awaited<ReturnType<typeof openTestStreams>>;
  beforeAll(async () => {
    streams = await openTestStreams({ limits: { sockets: 10_000 } });
    streams.addToken('reader');
  });
  afterAll(() => streams.close());

  async function connectAndCut(wait: 'for nothing' | 'for the ack' | 'for the stream') {
    const socket = new WebSocket(streams.url, 'graphql-transport-ws');
    socket.on('error', () => undefined);
    const heard = () => new Promise((resolve) => socket.once('message', resolve));
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send('{"type":"connection_init","payload":{"authorization":"Bearer reader"}}');
    if (wait !== 'for nothing') await heard();
    socket.send('{"id":"1","type":"subscribe","payload":{"query":"subscription { events { id } }"}}');
    if (wait === 'for the stream') await heard();
    socket.terminate();
  }

  it(`leaves nothing of ${COUNT} behind, and serves the next`, async () => {
    const waits = ['for nothing', 'for the ack', 'for the stream'] as const;
    for (let done = 0; done < COUNT; done += AT_ONCE)
      await Promise.all(
        Array.from({ length: AT_ONCE }, (_, i) => connectAndCut(waits[i % 3] as (typeof waits)[number])),
      );
    await eventually(() => {
      const { connections, groups, subscribers, watchers } = streams.streams.size();
      return connections + groups + subscribers + watchers === 0;
    });
    const before = streams.counts.executions;
    await streams.record([{}]);
    await streams.sequencer.idle();
    expect(streams.counts.executions).toBe(before);
  });
});
