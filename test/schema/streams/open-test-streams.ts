import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DocumentNode, GraphQLError } from 'graphql';
import { buildSchema } from 'graphql';
import { createFormatError } from '../../../schema/errors.js';
import { createStreams } from '../../../schema/streams/create-streams.js';
import type { StreamLimits } from '../../../schema/streams/stream-parts.js';
import type { Principal } from '../../../server/auth/principal.js';
import { newId } from '../../../server/db/new-id.js';
import { transaction } from '../../../server/db/transaction.js';
import type { NewEvent } from '../../../server/events/new-event.js';
import { recordEvents } from '../../../server/events/record-events.js';
import { startFeed } from '../../../server/events/start-feed.js';
import { startSequencer } from '../../../server/events/start-sequencer.js';
import { createTestDatabase } from '../../helpers/database.js';
import { sampleEvent } from '../../server/events/sample-events.js';

const SDL = `
  type Query { hello: String! }
  type Mutation { greet: String! }
  type Event { id: ID! kind: String! data: String executions: Int! secret: String }
  input EventFilter { kinds: [String!] leadId: ID to: [String!] thresholds: [String!] historical: Boolean }
  type Subscription {
    events(after: String, filter: EventFilter): Event!
    stageChanged(after: String, filter: EventFilter): Event!
  }`;

/** The contract's default limits. */
export const LIMITS: StreamLimits = {
  bytes: 1_048_576,
  subscriptions: 100,
  sockets: 20,
  integratorSockets: 200,
  initMs: 3_000,
};

/** Streams over a database, a sequencer, a feed and an HTTP server of their own. Tokens are set by the test. */
export async function openTestStreams(options: { limits?: Partial<StreamLimits>; ringSize?: number } = {}) {
  const database = await createTestDatabase({ poolSize: 12 });
  const tokens = new Map<string, Principal>();
  const counts = { executions: 0 };
  let epoch = 7;
  let forbidden: (document: DocumentNode) => readonly GraphQLError[] = () => [];

  const sequencer = startSequencer({ pool: database.pool, onPlaced: () => feed.poke() });
  const feed = await startFeed({
    pool: database.pool,
    db: database.db,
    epoch: 7,
    readEpoch: async () => epoch,
    settle: sequencer.idle,
    ringSize: options.ringSize ?? 10_000,
  });
  const schema = buildSchema(SDL);
  const root = schema.getSubscriptionType()?.getFields() ?? {};
  for (const field of Object.values(root)) {
    field.resolve = (event) => {
      counts.executions += 1;
      return { ...event, data: JSON.stringify(event.data), executions: counts.executions };
    };
  }
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      field.resolve = (_root, _args, context: Principal) => `hello ${context.actor}`;
    }
  }
  const streams = createStreams({
    schema,
    feed,
    db: database.db,
    authenticate: async (authorization) => tokens.get(authorization.replace(/^Bearer /, '')) ?? null,
    admit: (operation) => ({ errors: forbidden(operation.document), spent: null }),
    createContext: (principal) => principal,
    formatError: createFormatError(() => undefined),
    limits: { ...LIMITS, ...options.limits },
  });
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://127.0.0.1');
    const { authorization, 'last-event-id': lastEventId } = request.headers;
    const variables = JSON.parse(url.searchParams.get('variables') ?? 'null');
    const method = request.method ?? 'GET';
    const asked = { authorization, lastEventId: lastEventId as string | undefined, variables, method };
    await streams.handleStream({ query: url.searchParams.get('query') ?? '', ...asked }, response);
  });
  server.on('upgrade', streams.handleUpgrade);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    database,
    sequencer,
    feed,
    streams,
    counts,
    tokens,
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    forbid(rule: typeof forbidden) {
      forbidden = rule;
    },
    /** As if a standby had taken over: connections break, and the log is another one. */
    async failOver(next: number) {
      epoch = next;
      await database.owner.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
    },
    addToken(token: string, changes: Partial<Principal> = {}) {
      tokens.set(token, samplePrincipal(changes));
      return token;
    },
    /** Commits events, one transaction, and returns their ids. */
    async record(events: Partial<NewEvent>[]): Promise<string[]> {
      const made = events.map((event) => sampleEvent(null, event));
      await transaction(database.pool, 'system', (tx) => recordEvents(tx, made));
      sequencer.poke();
      return made.map((event) => event.eventId);
    },
    async close() {
      await streams.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await feed.stop();
      await sequencer.stop();
      await database.drop();
    },
  };
}

/** Somebody with the role SALES. */
export function samplePrincipal(changes: Partial<Principal> = {}): Principal {
  const id = newId('user');
  return {
    actor: id,
    kind: 'person',
    tokenId: newId('token'),
    userId: id,
    displayName: 'Sam',
    roles: ['SALES'],
    teams: ['sales'],
    mover: 'person',
    ...changes,
  };
}
