import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../helpers/eventually.js';
import { openTestStreams, samplePrincipal } from './open-test-streams.js';

const EVENTS = 'subscription ($after: String) { events(after: $after) { id } }';

/** A message of a stream: its fields by name. */
type Sent = Record<string, string>;

describe('server-sent events on /graphql/stream', () => {
  let streams: Awaited<ReturnType<typeof openTestStreams>>;
  beforeAll(async () => {
    streams = await openTestStreams({ limits: { sockets: 3 } });
    streams.addToken('reader', { actor: 'user_reader' });
  });
  afterAll(() => streams.close());

  async function open(query: string, options: { after?: string | null; lastEventId?: string; token?: string } = {}) {
    const url = new URL(streams.url.replace('ws:', 'http:'));
    url.pathname = '/graphql/stream';
    url.searchParams.set('query', query);
    url.searchParams.set('variables', JSON.stringify({ after: options.after ?? null }));
    const cut = new AbortController();
    const response = await fetch(url, {
      signal: cut.signal,
      headers: {
        authorization: `Bearer ${options.token ?? 'reader'}`,
        ...(options.lastEventId ? { 'last-event-id': options.lastEventId } : {}),
      },
    });
    const sent: Sent[] = [];
    let rest = '';
    const reading = (async () => {
      let text = '';
      for await (const chunk of response.body ?? []) {
        text += new TextDecoder().decode(chunk);
        const parts = text.split('\n\n');
        text = parts.pop() ?? '';
        rest = text;
        for (const part of parts)
          sent.push(Object.fromEntries(part.split('\n').map((line) => line.split(/:\s?(.*)/s))));
      }
    })().catch(() => undefined);
    return {
      response,
      sent,
      reading,
      rest: () => rest,
      cut: () => cut.abort(),
      next: () => sent.filter((each) => each.event === 'next'),
    };
  }
  const ids = (sent: Sent[]) => sent.map((each) => JSON.parse(each.data ?? '').data.events.id);

  it('streams frames with their cursors as ids, and goes on after the last of them', async () => {
    const first = await open(EVENTS);
    expect(first.response.headers.get('content-type')).toContain('text/event-stream');
    await eventually(() => first.sent.some((each) => each.id && !each.event));
    const made = await streams.record([{}, {}, {}]);
    await eventually(() => first.next().length === 3);
    expect(ids(first.next())).toEqual(made);
    const [frame, second] = first.next();
    expect(JSON.parse(second?.data ?? '').extensions).toEqual({ cursor: second?.id, previous: frame?.id });
    first.cut();

    const again = await open(EVENTS, { after: 'start', lastEventId: frame?.id });
    await eventually(() => again.next().length === 2);
    expect(ids(again.next())).toEqual(made.slice(1));
    again.cut();
    await eventually(() => streams.streams.size().connections === 0);
    expect(streams.streams.size()).toEqual({ connections: 0, groups: 0, subscribers: 0, watchers: 0 });
  });

  it('answers a query as one frame and completes', async () => {
    const { sent, reading } = await open('{ hello }');
    await reading;
    expect(sent.at(-2)).toEqual({ event: 'next', data: '{"data":{"hello":"hello user_reader"}}' });
    expect(sent.at(-1)).toEqual({ event: 'complete', data: '' });
  });

  it.each([
    [401, 'UNAUTHENTICATED', EVENTS, { token: 'wrong' }],
    [400, 'GRAPHQL_PARSE_FAILED', 'subscription {', {}],
    [400, 'GRAPHQL_VALIDATION_FAILED', 'subscription { nothing }', {}],
    [400, 'CURSOR_INVALID', EVENTS, { after: 'garbage' }],
    [400, 'CURSOR_INVALID', EVENTS, { after: null, lastEventId: 'garbage' }],
  ])('refuses with %s %s before the stream', async (status, code, query, options) => {
    const { response, sent, reading, rest } = await open(query, options);
    await reading;
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(sent).toEqual([]);
    expect(JSON.parse(rest()).errors[0].extensions.code).toBe(code);
  });

  it('counts as a socket of its caller, and ends with its token', async () => {
    streams.addToken('short', { actor: 'user_short' });
    const three = await Promise.all([1, 2, 3].map(() => open(EVENTS, { token: 'short' })));
    expect(three.map((each) => each.response.status)).toEqual([200, 200, 200]);
    expect((await open(EVENTS, { token: 'short' })).response.status).toBe(429);
    streams.tokens.set('short', samplePrincipal({ actor: 'user_short', roles: [] }));
    await Promise.all(three.map((each) => each.reading));
    await streams.record([{}]);
    expect(three.flatMap((each) => each.next())).toEqual([]);
  });
});
