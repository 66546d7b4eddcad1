import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema, GraphQLError } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { createFormatError } from '../../../schema/errors.js';
import { createStreams } from '../../../schema/streams/create-streams.js';
import type { Principal } from '../../../server/auth/principal.js';
import { createMemoryFeed } from './memory-feed.js';

/** What is compared: ours, bare `ws` writing the same bytes to all, and graphql-ws with one execution a subscriber. */
export type Variant = 'accord' | 'raw' | 'per-subscriber';

/** An event as it is published: when, for whom (`null`: all), and filler up to about 250 bytes. */
interface Data {
  [key: string]: string;
  sentAt: string;
  to: string;
  filler: string;
}

const FILLER = 'x'.repeat(140);
const MANY = 1_000_000;
const PRINCIPAL: Principal = {
  actor: 'user_bench',
  kind: 'person',
  tokenId: null,
  userId: 'user_bench',
  displayName: 'Bench',
  roles: ['SALES'],
  teams: [],
  mover: 'person',
};

const schema = buildSchema(`
  type Query { hello: String }
  type Event { id: ID! sentAt: String! to: String! filler: String! }
  input EventFilter { to: [String!] }
  type Subscription { events(after: String, filter: EventFilter): Event! }`);

/** Runs one variant in this process: `publish` messages of the parent are sent to whom they match. */
export async function serve(variant: Variant): Promise<void> {
  const server = createServer();
  const publish = open(variant, server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.on('message', async (message: { count: number; to: string[]; pace: number } | 'usage') => {
    if (message === 'usage') {
      globalThis.gc?.();
      const { user, system } = process.cpuUsage();
      process.send?.({ rss: process.memoryUsage().rss, cpu: user + system });
      return;
    }
    for (let i = 0; i < message.count; i++) {
      publish({
        sentAt: String(performance.timeOrigin + performance.now()),
        to: message.to[i % message.to.length] ?? '',
        filler: FILLER,
      });
      await new Promise((resolve) => (message.pace > 0 ? setTimeout(resolve, message.pace) : setImmediate(resolve)));
    }
  });
  process.send?.({ port: (server.address() as AddressInfo).port });
}

function open(variant: Variant, server: Server): (data: Data) => void {
  if (variant === 'accord') return openAccord(server);
  return variant === 'raw' ? openRaw(server) : openPerSubscriber(server);
}

function openAccord(server: Server) {
  const feed = createMemoryFeed();
  const field = schema.getSubscriptionType()?.getFields()['events'];
  if (field) field.resolve = (event) => ({ id: event.id, ...event.data });
  const streams = createStreams({
    schema,
    feed,
    db: {
      query: async () => {
        throw new GraphQLError('there is no database here');
      },
    },
    authenticate: async () => PRINCIPAL,
    admit: () => ({ errors: [], spent: null }),
    createContext: () => ({}),
    formatError: createFormatError(() => undefined),
    limits: { bytes: 1e6, subscriptions: 100, sockets: MANY, integratorSockets: MANY, initMs: 60_000 },
  });
  server.on('upgrade', streams.handleUpgrade);
  return feed.publish.bind(feed);
}

/** The bytes a hand-written broadcast would send: no protocol, no filter but the one it is told. */
function openRaw(server: Server) {
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  const ids = new Map<unknown, { id: string; to: string | null }>();
  let seq = 0;
  sockets.on('connection', (socket) => {
    socket.on('message', (text) => {
      const message = JSON.parse(String(text));
      if (message.type === 'connection_init') socket.send('{"type":"connection_ack"}');
      else ids.set(socket, { id: message.id, to: message.payload.variables.to?.[0] ?? null });
    });
  });
  return (data: Data) => {
    const cursor = `cursor-${String(++seq).padStart(12, '0')}`;
    const payload = JSON.stringify({
      data: { events: { id: `event_${seq}`, ...data } },
      extensions: { cursor, previous: cursor },
    });
    for (const socket of sockets.clients) {
      const known = ids.get(socket);
      if (known && (known.to === null || known.to === data.to)) {
        socket.send(`{"id":"${known.id}","type":"next","payload":${payload}}`);
      }
    }
  };
}

/** As most servers do it: every subscriber filters and executes for itself. */
function openPerSubscriber(server: Server) {
  const waiting = new Set<(data: Data) => void>();
  const sockets = new WebSocketServer({ server, path: '/graphql' });
  async function* follow(to: string[] | undefined) {
    const queue: Data[] = [];
    let wake = () => undefined as undefined;
    const take = (data: Data) => {
      queue.push(data);
      wake();
    };
    waiting.add(take);
    try {
      for (;;) {
        const next = queue.shift();
        if (next && (!to || to.includes(next.to))) yield { events: { id: 'event', ...next } };
        else if (!next) await new Promise<void>((resolve) => (wake = () => void resolve()));
      }
    } finally {
      waiting.delete(take);
    }
  }
  useServer(
    { schema, roots: { subscription: { events: (args: { filter?: { to?: string[] } }) => follow(args.filter?.to) } } },
    sockets,
  );
  return (data: Data) => {
    for (const take of waiting) take(data);
  };
}
