import { setTimeout as pause } from 'node:timers/promises';
import { ask } from '../helpers/graphql.js';
import { followLog } from './follow-log.js';
import { makeLeads } from './make-leads.js';
import type { Memory } from './memory-probe.js';
import { createMemoryProbe } from './memory-probe.js';
import type { Accord } from './start-accord.js';
import { startAccord } from './start-accord.js';
import { startDatabase } from './start-database.js';
import { tellResult } from './tell-result.js';
import { readOutcome } from './write-history.js';

/** R10, R11 and R12 of the reliability tests, each on a server of its own: `npm run faults load -- R11`. */
const SECONDS = Number(process.env.SECONDS_LONG ?? 60);
/** Of the load that all read, before any stop: how long at a time, how often at most, and when it is no growth any more. */
const WINDOW_SECONDS = 20;
const MOST_WINDOWS = 6;
const FLAT = 1.05;
const LOOK_EVERY_MS = 2_000;

type Probe = Awaited<ReturnType<typeof createMemoryProbe>>;

const quantile = (values: readonly number[], share: number) =>
  Math.round((values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN) * 10) / 10;

/** Where the log stands, after something was written. */
async function head(server: Accord): Promise<string> {
  await makeLeads(server, 1, 'first.example');
  return (await readOutcome(server, 'start')).log.at(-1)?.cursor as string;
}

/**
 * Writes leads at a rate for a time, or as fast as 40 calls at a time go where that is less; `answeredAt` by the id of
 * their transition.
 */
async function write(server: Accord, perSecond: number, seconds: number): Promise<Map<string, number>> {
  const EVERY_MS = 50;
  const AT_ONCE = 40;
  const answeredAt = new Map<string, number>();
  const calls = new Set<Promise<void>>();
  const began = performance.now();
  for (let n = 0; n * EVERY_MS < seconds * 1_000; n++) {
    await pause(Math.max(0, began + n * EVERY_MS - performance.now()));
    if (performance.now() - began > seconds * 1_000) break;
    while (calls.size >= AT_ONCE) await Promise.race(calls);
    const call = makeLeads(server, Math.round((perSecond * EVERY_MS) / 1_000), 'load.example').then((ids) => {
      for (const id of ids) answeredAt.set(id, performance.now());
      calls.delete(call);
    });
    calls.add(call);
  }
  await Promise.all(calls);
  return answeredAt;
}

function delays(followers: ReturnType<typeof followLog>[], answeredAt: ReadonlyMap<string, number>): number[] {
  return followers.flatMap(({ receivedAt }) =>
    [...answeredAt].map(([id, at]) => Math.max(0, (receivedAt.get(id) ?? Number.POSITIVE_INFINITY) - at)),
  );
}

/** R10: 200 events a second, 100 subscribers. */
async function latency(server: Accord): Promise<void> {
  const start = await head(server);
  const followers = Array.from({ length: 100 }, () => followLog(() => [server.url], server.token, start));
  await pause(2_000);
  const answeredAt = await write(server, 100, Math.min(SECONDS, 20));
  await pause(2_000);
  const found = delays(followers, answeredAt);
  for (const follower of followers) await follower.stop();
  const [p50, p99] = [quantile(found, 0.5), quantile(found, 0.99)];
  tellResult('R10', { leads: answeredAt.size, p50, p99 }, { 'p50 ≤ 50 ms': p50 <= 50, 'p99 ≤ 250 ms': p99 <= 250 });
}

/**
 * R11: twenty sockets stop reading at 500 events a second. What they cost is what lives beyond the same load read by all:
 * that is written first, until memory grows by it no more.
 */
async function stalled(server: Accord, probe: Probe): Promise<void> {
  const start = await head(server);
  const follow = () => followLog(() => [server.url], server.token, start);
  const [slow, healthy] = [Array.from({ length: 20 }, follow), Array.from({ length: 20 }, follow)];
  await pause(2_000);
  let read = await writeAndLook(server, probe, WINDOW_SECONDS);
  for (let window = 1; window < MOST_WINDOWS; window++) {
    const before = read.peak;
    read = await writeAndLook(server, probe, WINDOW_SECONDS);
    if (read.peak.live < before.live * FLAT && read.peak.resident < before.resident * FLAT) break;
  }
  for (const each of slow) each.stall();
  const began = performance.now();
  let closedAfterMs = Number.POSITIVE_INFINITY;
  const watching = (async () => {
    while ((await openStreams(server)) > healthy.length && performance.now() - began < 60_000) await pause(250);
    closedAfterMs = Math.round(performance.now() - began);
  })();
  const unread = await writeAndLook(server, probe, SECONDS);
  await watching;
  for (const each of slow) each.resume();
  const { log } = await readOutcome(server, start);
  const wanted = log.map((event) => event.id);
  const end = performance.now() + 60_000;
  for (const each of [...slow, ...healthy]) {
    while (each.taken.frames.length < wanted.length && performance.now() < end) await pause(50);
    await each.stop();
  }
  const lost = [...slow, ...healthy].filter(
    ({ taken }) => taken.frames.map((frame) => frame.id).join() !== wanted.join(),
  ).length;
  const p99 = quantile(delays(healthy, unread.answeredAt), 0.99);
  const grown = Math.round(unread.peak.live - read.peak.live);
  tellResult(
    'R11',
    {
      seconds: SECONDS,
      events: wanted.length,
      eventsPerSecond: Math.round((unread.answeredAt.size * 2) / unread.seconds),
      megabytesRead: rounded(read.peak),
      megabytesUnread: rounded(unread.peak),
      grown,
      p99,
      closedAfterMs,
      lost,
    },
    {
      'memory + ≤ 50 MB': grown <= 50,
      'p99 ≤ 500 ms': p99 <= 500,
      'closed ≤ 30 s': closedAfterMs <= 30_000,
      'nothing lost': lost === 0,
    },
  );
}

/** Writes 500 events a second for a time, looking at memory meanwhile. */
async function writeAndLook(server: Accord, probe: Probe, seconds: number) {
  const peak: Memory = { live: 0, resident: 0 };
  let writing = true;
  const looking = (async () => {
    while (writing) {
      const { live, resident } = await probe.read(server.pid);
      peak.live = Math.max(peak.live, live);
      peak.resident = Math.max(peak.resident, resident);
      await pause(LOOK_EVERY_MS);
    }
  })();
  const began = performance.now();
  const answeredAt = await write(server, 250, seconds);
  const took = (performance.now() - began) / 1_000;
  writing = false;
  await looking;
  return { peak, answeredAt, seconds: took };
}

const rounded = ({ live, resident }: Memory) => ({ live: Math.round(live), resident: Math.round(resident) });

/** Where the log ends: followers from here read nothing of earlier rounds again, which would be measured with the rest. */
async function newest(server: Accord): Promise<string> {
  const { data } = await ask<{ events: { edges: { cursor: string }[] } }>(
    server,
    '{ events(last: 1) { edges { cursor } } }',
  );
  return data?.events.edges[0]?.cursor as string;
}

/** R12: 32 clients write, without and with 200 subscribers that match each one event in a hundred. */
async function rate(server: Accord): Promise<void> {
  await head(server);
  const rates: Record<'without' | 'with', number[]> = { without: [], with: [] };
  for (let round = 0; round < 3; round++) {
    for (const name of ['without', 'with'] as const) {
      const start = await newest(server);
      const followers =
        name === 'without'
          ? []
          : Array.from({ length: 200 }, (_, i) =>
              followLog(() => [server.url], server.token, start, { source: [`source-${i % 100}`] }),
            );
      await pause(2_000);
      rates[name].push(await mutationRate(server, 5_000));
      for (const follower of followers) await follower.stop();
    }
  }
  const [without, with200] = [quantile(rates.without, 0.5), quantile(rates.with, 0.5)];
  const share = Math.round((with200 / without) * 100);
  tellResult('R12', { without, with: with200, share }, { '≥ 80 %': share >= 80 });
}

async function mutationRate(server: Accord, forMs: number): Promise<number> {
  let done = 0;
  const end = performance.now() + forMs;
  const run = Math.random().toString(36).slice(2);
  const client = async (name: number) => {
    for (let n = 0; performance.now() < end; n++) {
      await ask(
        server,
        'mutation ($email: EmailAddress!, $source: String!) { upsertLead(input: {lead: {email: $email}, source: $source}) { lead { id } } }',
        { email: `${run}${name}-${n}@rate.example`, source: `source-${(name * 31 + n) % 100}` },
      );
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: 32 }, (_, name) => client(name)));
  return (done / forMs) * 1_000;
}

async function openStreams(server: Accord): Promise<number> {
  const answer = await fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${server.token}` } });
  return Number(/^accord_streams (\d+)/m.exec(await answer.text())?.[1]);
}

const SCENES: Record<string, (server: Accord, probe: Probe) => Promise<void>> = {
  R10: latency,
  R11: stalled,
  R12: rate,
};
const asked = process.argv.slice(2).filter((name) => name in SCENES);
for (const name of asked.length > 0 ? asked : Object.keys(SCENES)) {
  const database = await startDatabase();
  const probe = await createMemoryProbe();
  const server = await startAccord({
    DATABASE_URL: database.url,
    ACCORD_RATE_LIMIT: '0',
    ACCORD_MAX_SOCKETS: '1000',
    LOG_LEVEL: 'silent',
    ...(name === 'R11' ? probe.env : {}),
  });
  await SCENES[name]?.(server, probe);
  await server.remove();
  await database.remove();
}
