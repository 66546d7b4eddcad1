import { setTimeout as pause } from 'node:timers/promises';
import { ask, type Door } from '../helpers/graphql.js';
import { connectRaw } from '../schema/streams/raw-client.js';
import { startAccord } from './start-accord.js';
import { startDatabase } from './start-database.js';

/**
 * G8: on live WebSockets and event streams of two processes, a token expires, is revoked, its person is downgraded, is
 * deactivated, while an event happens every 50 ms. No event 1 s after the expiry and 5 s after the others; close 4403.
 */
const EVENT_EVERY_MS = 50;
const LIFETIME_MS = 3_000;
const WATCHED_MS = 7_000;
const QUERY = 'subscription { events { id lead { email } } }';

const database = await startDatabase();
const env = { DATABASE_URL: database.url, ACCORD_RATE_LIMIT: '0', ACCORD_ADMIN_TOKEN: `faults_${'x'.repeat(24)}` };
const servers = [await startAccord(env), await startAccord(env)];
const admin = servers[0] as Door;

/** One who listens: when the last event came, and how it ended. */
interface Listener {
  door: Door;
  transport: 'websocket' | 'stream';
  events: number;
  lastAt: number;
  endedAt: number;
  code: number | null;
}

async function listenBySocket(door: Door, token: string): Promise<Listener> {
  const heard: Listener = { door, transport: 'websocket', events: 0, lastAt: 0, endedAt: 0, code: null };
  const { socket, subscribe } = await connectRaw(`${door.url.replace('http', 'ws')}/graphql`, { token });
  socket.on('message', (text) => {
    if (!String(text).includes('"next"')) return;
    heard.events++;
    heard.lastAt = Date.now();
  });
  socket.on('close', (code) => {
    heard.endedAt = Date.now();
    heard.code = code;
  });
  subscribe('1', QUERY);
  return heard;
}

async function listenByStream(door: Door, token: string): Promise<Listener> {
  const heard: Listener = { door, transport: 'stream', events: 0, lastAt: 0, endedAt: 0, code: null };
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const answer = await fetch(`${door.url}/graphql/stream`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query: QUERY }),
  });
  void (async () => {
    for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) {
      if (!Buffer.from(part).includes('event: next')) continue;
      heard.events++;
      heard.lastAt = Date.now();
    }
    heard.endedAt = Date.now();
  })();
  return heard;
}

async function makePerson(name: string): Promise<string> {
  const answer = await ask<{ upsertUser: { user: { id: string } } }>(admin, UPSERT_USER, { input: person(name) });
  return answer.data?.upsertUser.user.id as string;
}

function person(name: string, more: object = {}): object {
  return { email: `${name}@faults.example`, displayName: name, teams: ['SALES'], roles: ['SALES', 'VIEWER'], ...more };
}

const UPSERT_USER =
  'mutation ($input: UpsertUserInput!) { upsertUser(input: $input) { user { id } userErrors { message } } }';
const CREATE = `mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret apiToken { id } userErrors { message } } }`;

async function makeToken(input: object): Promise<{ secret: string; id: string }> {
  const { data } = await ask<{ createApiToken: { secret: string; apiToken: { id: string } } }>(admin, CREATE, {
    input: { displayName: 'Ending', ...input },
  });
  return { secret: data?.createApiToken.secret as string, id: data?.createApiToken.apiToken.id as string };
}

/** Each way to end: makes the token, answers how to end it, and when that is. */
const ENDS: Record<string, { wantedMs: number; open(): Promise<{ secret: string; end(): Promise<number> }> }> = {
  expires: {
    wantedMs: 1_000,
    async open() {
      const expiresAt = new Date(Date.now() + LIFETIME_MS);
      const { secret } = await makeToken({ roles: ['SALES'], expiresAt });
      return { secret, end: async () => expiresAt.getTime() };
    },
  },
  revoked: {
    wantedMs: 5_000,
    async open() {
      const { secret, id } = await makeToken({ roles: ['SALES'] });
      const revoke = 'mutation ($id: ID!) { revokeApiToken(id: $id) { userErrors { message } } }';
      return { secret, end: () => ask(admin, revoke, { id }).then(() => Date.now()) };
    },
  },
  downgraded: {
    wantedMs: 5_000,
    async open() {
      const { secret } = await makeToken({ roles: ['SALES', 'VIEWER'], userId: await makePerson('downgraded') });
      const input = person('downgraded', { roles: ['VIEWER'] });
      return { secret, end: () => ask(admin, UPSERT_USER, { input }).then(() => Date.now()) };
    },
  },
  deactivated: {
    wantedMs: 5_000,
    async open() {
      const { secret } = await makeToken({ roles: ['SALES'], userId: await makePerson('deactivated') });
      const input = person('deactivated', { active: false });
      return { secret, end: () => ask(admin, UPSERT_USER, { input }).then(() => Date.now()) };
    },
  },
};

let happening = true;
const events = (async () => {
  for (let i = 0; happening; i++) {
    const email = `happens${i}@faults.example`;
    await ask(
      admin,
      'mutation ($email: EmailAddress!) { upsertLead(input: {lead: {email: $email}}) { lead { id } } }',
      { email },
    );
    await pause(EVENT_EVERY_MS);
  }
})();

const results = await Promise.all(
  Object.entries(ENDS).map(async ([how, { wantedMs, open }]) => {
    const { secret, end } = await open();
    const listeners = await Promise.all(
      servers.flatMap((server) => [listenBySocket(server, secret), listenByStream(server, secret)]),
    );
    await pause(LIFETIME_MS / 2);
    const endsAt = await end();
    await pause(Math.max(0, endsAt - Date.now()) + WATCHED_MS);
    return listeners.map(({ transport, door, events: count, lastAt, endedAt, code }) => ({
      ...{ how, transport, process: servers.findIndex(({ url }) => url === door.url), events: count, wantedMs },
      ...{ lastEventMs: lastAt - endsAt, endedMs: endedAt ? endedAt - endsAt : null, code },
    }));
  }),
);
happening = false;
await events;
for (const server of servers) await server.remove();
await database.remove();

const all = results.flat();
const wrong = all.filter(
  ({ events: count, lastEventMs, wantedMs, endedMs, code, transport }) =>
    count === 0 || lastEventMs > wantedMs || endedMs === null || (transport === 'websocket' && code !== 4403),
);
process.stdout.write(`${JSON.stringify({ listeners: all.length, wrong, results: all }, null, 2)}\n`);
process.exitCode = wrong.length === 0 ? 0 : 1;
