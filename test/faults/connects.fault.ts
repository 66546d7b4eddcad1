import { readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { createMemoryProbe } from './memory-probe.js';
import { startAccord } from './start-accord.js';
import { startDatabase } from './start-database.js';
import { tellResult } from './tell-result.js';

/** Abrupt ends: sockets connect, subscribe and are cut without a word; nothing of them may stay behind. */
const COUNT = Number(process.env.COUNT ?? 10_000);
/** Until caches and pools are full. */
const FIRST = COUNT / 5;
const AT_ONCE = 50;
const SETTLED_MS = 3_000;

const database = await startDatabase();
const probe = await createMemoryProbe();
const server = await startAccord({
  ...probe.env,
  DATABASE_URL: database.url,
  ACCORD_RATE_LIMIT: '0',
  ACCORD_MAX_SOCKETS: '1000',
  LOG_LEVEL: 'silent',
});

async function connectAndCut(): Promise<void> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${server.token}` } }));
  await new Promise((resolve) => socket.once('message', resolve));
  const subscribed = new Promise((resolve) => socket.once('message', resolve));
  socket.send('{"id":"1","type":"subscribe","payload":{"query":"subscription { events { id } }"}}');
  if (Math.random() < 0.5) await subscribed;
  socket.terminate();
}

async function many(count: number): Promise<void> {
  for (let done = 0; done < count; done += AT_ONCE)
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - done) }, connectAndCut));
}

const descriptors = () => readdirSync(`/proc/${server.pid}/fd`).length;

async function streams(): Promise<Record<string, number>> {
  const answer = await fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${server.token}` } });
  const text = await answer.text();
  return Object.fromEntries(
    [...text.matchAll(/^(accord_streams\w*) (\d+)/gm)].map(([, name, value]) => [name, Number(value)]),
  );
}

async function settled() {
  await pause(SETTLED_MS);
  const { live, resident } = await probe.read(server.pid);
  return { live: Math.round(live * 10) / 10, resident: Math.round(resident), descriptors: descriptors() };
}

await many(FIRST);
const before = await settled();
await many(COUNT - FIRST);
const after = await settled();
const left = await streams();
await server.remove();
await database.remove();
const bytesEach = Math.round(((after.live - before.live) * 1e6) / (COUNT - FIRST));
tellResult(
  'connects and cuts',
  { first: FIRST, count: COUNT, before, after, bytesEach, left },
  {
    'no stream left': Object.values(left).every((value) => value === 0),
    'no descriptor left': after.descriptors <= before.descriptors + 10,
    'no memory left': bytesEach < 100,
  },
);
