import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { startAccord } from './start-accord.js';
import { startDatabase } from './start-database.js';
import { tellResult } from './tell-result.js';

/** Abrupt ends: sockets connect, subscribe and are cut without a word; nothing of them may stay behind. */
const COUNT = Number(process.env.COUNT ?? 10_000);
const AT_ONCE = 50;
const SETTLED_MS = 3_000;

const database = await startDatabase();
const server = await startAccord({
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

const megabytes = () => (Number(readFileSync(`/proc/${server.pid}/statm`, 'utf8').split(' ')[1]) * 4_096) / 1e6;
const descriptors = () => readdirSync(`/proc/${server.pid}/fd`).length;

async function streams(): Promise<Record<string, number>> {
  const answer = await fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${server.token}` } });
  const text = await answer.text();
  return Object.fromEntries(
    [...text.matchAll(/^(accord_streams\w*) (\d+)/gm)].map(([, name, value]) => [name, Number(value)]),
  );
}

// once, to see what a full heap of this load is
await many(COUNT);
await pause(SETTLED_MS);
const before = { megabytes: megabytes(), descriptors: descriptors() };
await many(COUNT);
await pause(SETTLED_MS);
const after = { megabytes: megabytes(), descriptors: descriptors() };
const left = await streams();
await server.remove();
await database.remove();
const bytesEach = Math.round(((after.megabytes - before.megabytes) * 1e6) / COUNT);
tellResult(
  'connects and cuts',
  { count: COUNT, before, after, bytesEach, left },
  {
    'no stream left': Object.values(left).every((value) => value === 0),
    'no descriptor left': after.descriptors <= before.descriptors + 10,
    'no memory left': bytesEach < 2_000,
  },
);
