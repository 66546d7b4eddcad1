import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { WebSocket } from 'ws';
import { eventually } from '../../helpers/eventually.js';
import { openTestStreams, samplePrincipal } from './open-test-streams.js';
import { connectRaw } from './raw-client.js';

describe('graphql-transport-ws on /graphql', () => {
  let streams: Awaited<ReturnType<typeof openTestStreams>>;
  beforeAll(async () => {
    streams = await openTestStreams({ limits: { initMs: 120_000, sockets: 3, subscriptions: 4, bytes: 4_000 } });
  });
  afterEach(async () => {
    streams.forbid(() => []);
    await eventually(() => streams.streams.size().subscribers === 0);
  });
  afterAll(() => streams.close());

  it('acknowledges a token of the payload, and one of the handshake', async () => {
    const token = streams.addToken('good');
    const first = await connectRaw(streams.url, { token });
    const second = await connectRaw(streams.url, { headers: { authorization: `Bearer ${token}` } });
    second.send({ type: 'connection_init' });
    await second.heard('connection_ack');
    first.socket.close();
    second.socket.close();
  });

  it.each([
    ['4400 for what is no message', 4400, '{"type": "nonsense"}'],
    ['4400 for what is no JSON', 4400, 'nonsense'],
    ['4400 for a message only a server sends', 4400, { type: 'connection_ack' }],
    ['4401 for a subscription before the ack', 4401, { id: '1', type: 'subscribe', payload: { query: '{hello}' } }],
    ['4403 for a wrong token', 4403, { type: 'connection_init', payload: { authorization: 'Bearer wrong' } }],
    ['4403 for no token', 4403, { type: 'connection_init' }],
    ['4403 for a token that is no text', 4403, { type: 'connection_init', payload: { authorization: 1 } }],
  ])('closes with %s', async (_, code, message) => {
    const client = await connectRaw(streams.url);
    client.send(message);
    expect(await client.closed()).toBe(code);
  });

  it('closes with 4406 without the protocol, 1009 for too long a message', async () => {
    const [other, none, long] = await Promise.all([
      connectRaw(streams.url, { protocol: 'graphql-ws' }),
      connectRaw(streams.url, { protocol: '' }),
      connectRaw(streams.url, { token: streams.addToken('long') }),
    ]);
    long.send({ type: 'ping', payload: { text: 'x'.repeat(4_000) } });
    const codes = await Promise.all([other, none, long].map((client) => client.closed()));
    expect(codes).toEqual([4406, 4406, 1009]);
  });

  it('closes with 4408 without an init', async () => {
    const hasty = await openTestStreams({ limits: { initMs: 300 } });
    const silent = await connectRaw(hasty.url);
    expect(await silent.closed()).toBe(4408);
    await hasty.close();
  });

  it('closes with 4429 for a second init and for one socket too many, 4409 for an id in use', async () => {
    const token = streams.addToken('busy');
    const [first, second, third] = await Promise.all([1, 2, 3].map(() => connectRaw(streams.url, { token })));
    const fourth = await connectRaw(streams.url);
    fourth.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    expect(await fourth.closed()).toBe(4429);
    first?.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    expect(await first?.closed()).toBe(4429);
    second?.subscribe('1', 'subscription { events { id } }');
    second?.subscribe('1', 'subscription { events { id } }');
    expect(await second?.closed()).toBe(4409);
    const again = await eventually(() => connectRaw(streams.url, { token }));
    again.socket.close();
    third?.socket.close();
  });

  it('closes with 4409 however long the id in use is', async () => {
    const client = await connectRaw(streams.url, { token: streams.addToken('long-id') });
    const id = 'é'.repeat(500);
    client.subscribe(id, 'subscription { events { id } }');
    client.subscribe(id, 'subscription { events { id } }');
    expect(await client.closed()).toBe(4409);
  });

  it('frees an id at its complete, also of a subscription that has not begun to flow', async () => {
    const client = await connectRaw(streams.url, { token: streams.addToken('frees') });
    for (let round = 0; round < 3; round++) {
      client.subscribe('1', 'subscription { events { id } }');
      client.send({ id: '1', type: 'complete' });
    }
    client.send({ id: 'never begun', type: 'complete' });
    client.subscribe('1', 'subscription { events { id } }');
    await eventually(() => streams.streams.size().subscribers === 1);
    const [id] = await streams.record([{}]);
    await client.heard('next', '1');
    expect(client.of('1').map((message) => message.payload?.data?.['events']?.id)).toEqual([id]);
    client.socket.close();
  });

  it('lets an integrator have more sockets', async () => {
    const token = streams.addToken('integrator', { roles: ['INTEGRATOR'], kind: 'machine' });
    const clients = await Promise.all(Array.from({ length: 6 }, () => connectRaw(streams.url, { token })));
    for (const client of clients) client.socket.close();
  });

  it('answers pings with their payload, and holds four operations but not five', async () => {
    const client = await connectRaw(streams.url, { token: streams.addToken('counted') });
    client.send({ type: 'ping', payload: { n: 1 } });
    expect((await client.heard('pong')).payload).toEqual({ n: 1 });
    for (const id of ['1', '2', '3', '4', '5']) client.subscribe(id, 'subscription { events { id } }');
    expect((await client.heard('error')).id).toBe('5');
    expect(client.of('5', 'error')[0]?.payload?.[0]?.extensions.code).toBe('LIMIT_EXCEEDED');
    client.send({ id: '1', type: 'complete' });
    client.subscribe('6', 'subscription { events { id } }');
    await eventually(() => streams.streams.size().subscribers === 4);
    client.socket.close();
  });

  it('runs queries and mutations, and tells errors before anything runs', async () => {
    const client = await connectRaw(streams.url, { token: streams.addToken('asks', { actor: 'user_asks' }) });
    client.subscribe('1', '{ hello }');
    client.subscribe('2', 'mutation { greet }');
    client.subscribe('3', '{ hell');
    client.subscribe('4', '{ nothing }');
    await client.heard('complete', '2');
    expect(client.of('1')[0]?.payload).toEqual({ data: { hello: 'hello user_asks' } });
    expect(client.of('2')[0]?.payload).toEqual({ data: { greet: 'hello user_asks' } });
    await client.heard('error', '4');
    expect(client.of('3', 'error')[0]?.payload?.[0]?.extensions.code).toBe('GRAPHQL_PARSE_FAILED');
    expect(client.of('4', 'error')[0]?.payload?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    streams.forbid(() => [new GraphQLError('not for you', { extensions: { code: 'FORBIDDEN' } })]);
    for (const [id, query] of [
      ['5', '{ hello }'],
      ['6', 'subscription { events { secret } }'],
    ] as const) {
      client.subscribe(id, query);
      await client.heard('error', id);
      expect(client.of(id, 'error')[0]?.payload?.[0]).toMatchObject({
        message: 'not for you',
        extensions: { code: 'FORBIDDEN' },
      });
    }
    client.socket.close();
  });

  it('closes with 4403 when the token ends and when its rights change, and sends nothing after', async () => {
    const ended = await connectRaw(streams.url, { token: streams.addToken('ends') });
    const changed = await connectRaw(streams.url, { token: streams.addToken('changes', { actor: 'user_changes' }) });
    for (const client of [ended, changed]) client.subscribe('1', 'subscription { events { id } }');
    await Promise.all([ended.flowing('1'), changed.flowing('1')]);
    streams.tokens.delete('ends');
    streams.tokens.set('changes', samplePrincipal({ actor: 'user_changes', roles: ['VIEWER'] }));
    expect(await Promise.all([ended.closed(), changed.closed()])).toEqual([4403, 4403]);
    await streams.record([{}]);
    expect(ended.of('1')).toEqual([]);
  });

  it('refuses the handshake of a page from elsewhere', async () => {
    const socket = new WebSocket(streams.url, 'graphql-transport-ws', { origin: 'https://elsewhere.example' });
    const error = await new Promise<Error>((resolve) => socket.once('error', resolve));
    expect(error.message).toContain('403');
  });

  it('forgets clients that are cut off', async () => {
    const token = streams.addToken('cut', { roles: ['INTEGRATOR'] });
    for (let round = 0; round < 10; round++) {
      const clients = await Promise.all(Array.from({ length: 20 }, () => connectRaw(streams.url, { token })));
      for (const client of clients) {
        client.subscribe('1', 'subscription { events { id } }');
        client.subscribe('2', 'subscription ($after: String) { events(after: $after) { id } }', { after: 'start' });
      }
      for (const client of clients) client.socket.terminate();
    }
    await eventually(() => streams.streams.size().connections === 0);
    await eventually(() => streams.streams.size().subscribers === 0);
    expect(streams.streams.size()).toEqual({ connections: 0, groups: 0, subscribers: 0, watchers: 0 });
  });
});
