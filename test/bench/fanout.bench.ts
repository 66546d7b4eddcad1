import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { Variant } from './fanout/serve.js';
import { serve } from './fanout/serve.js';

const QUERY = 'subscription ($to: [String!]) { events(filter: {to: $to}) { id sentAt to filler } }';
const VARIANTS: Variant[] = ['raw', 'accord', 'per-subscriber'];
const ROUNDS = Number(process.env.ROUNDS ?? 2);
const GROUPS = 100;
const SAMPLED = 50;
const AT_ONCE = 50;
/** Messages of one measurement: as many for all where memory is compared. */
const messagesOf = (variant: Variant, narrow: boolean) =>
  narrow ? (variant === 'per-subscriber' ? 20_000 : 100_000) : 200_000;
/** What is to be reached: against `raw` and `per-subscriber`, when all match and when each event matches one in a hundred. */
const TARGETS = [
  { matching: 'all', of: 'messagesPerSecond', against: 'raw', least: 0.8 },
  { matching: 'all', of: 'messagesPerSecond', against: 'per-subscriber', least: 4.5, subscribers: 5_000 },
  { matching: '1 %', of: 'messagesPerSecond', against: 'per-subscriber', least: 5 },
  { matching: 'all', of: 'kilobytesPerSubscriber', against: 'per-subscriber', most: 0.4 },
] as const;

interface Measured {
  messagesPerSecond: number;
  p50: number;
  p99: number;
  kilobytesPerSubscriber: number;
  /** Of the server: what a neighbour on the machine disturbs least. */
  cpuMicrosecondsPerMessage: number;
}

type Row = Measured & { subscribers: number; matching: 'all' | '1 %'; variant: Variant };

/** One variant, one number of subscribers: all match every event, or each one event in a hundred. */
async function measure(variant: Variant, subscribers: number, narrow: boolean): Promise<Measured> {
  const child = fork(process.argv[1] as string, ['--serve', variant], { execArgv: ['--expose-gc'] });
  const { port } = await heard<{ port: number }>(child);
  const before = (await usage(child)).rss;
  const latencies: number[] = [];
  let received = 0;
  const sockets: WebSocket[] = [];
  const connectOne = async (i: number) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws', {
      perMessageDeflate: false,
    });
    sockets.push(socket);
    const acknowledged = new Promise<void>((resolve) => socket.once('message', () => resolve()));
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: 'Bearer bench' } }));
    await acknowledged;
    const variables = narrow ? { to: [`group-${i % GROUPS}`] } : {};
    socket.send(JSON.stringify({ id: `op-${i}`, type: 'subscribe', payload: { query: QUERY, variables } }));
    socket.on('message', (text: Buffer) => {
      if (text.includes('"type":"ping"')) return;
      received += 1;
      if (received % SAMPLED > 0) return;
      const sentAt = /"sentAt":"([\d.]+)"/.exec(String(text))?.[1];
      latencies.push(performance.timeOrigin + performance.now() - Number(sentAt));
    });
  };
  for (let i = 0; i < subscribers; i += AT_ONCE) {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, subscribers - i) }, (_, k) => connectOne(i + k)));
  }
  await pause(500);
  const to = narrow ? Array.from({ length: GROUPS }, (_, i) => `group-${i}`) : [''];
  const rounds = Math.ceil(messagesOf(variant, narrow) / subscribers);
  const events = narrow ? rounds * GROUPS : rounds;
  const expected = rounds * subscribers;
  const warm = Math.ceil(rounds / 4);
  await run(child, narrow ? warm * GROUPS : warm, to, 0, () => received >= warm * subscribers);
  const spent = (await usage(child)).cpu;
  const began = performance.now();
  received = 0;
  await run(child, events, to, 0, () => received >= expected);
  const seconds = (performance.now() - began) / 1_000;
  const after = await usage(child);

  received = 0;
  latencies.length = 0;
  const paced = narrow ? GROUPS * 5 : 20;
  await run(child, paced, to, narrow ? 4 : 100, () => received >= (narrow ? paced / GROUPS : paced) * subscribers);
  latencies.sort((a, b) => a - b);
  for (const socket of sockets) socket.terminate();
  child.kill();
  return {
    messagesPerSecond: Math.round(expected / seconds),
    p50: latencies[Math.floor(latencies.length * 0.5)] ?? Number.NaN,
    p99: latencies[Math.floor(latencies.length * 0.99)] ?? Number.NaN,
    kilobytesPerSubscriber: (after.rss - before) / subscribers / 1_024,
    cpuMicrosecondsPerMessage: (after.cpu - spent) / expected,
  };
}

async function run(child: ChildProcess, count: number, to: string[], pace: number, done: () => boolean) {
  child.send({ count, to, pace });
  while (!done()) await pause(2);
}

async function usage(child: ChildProcess): Promise<{ rss: number; cpu: number }> {
  child.send('usage');
  return heard(child);
}

function heard<Message>(child: ChildProcess): Promise<Message> {
  return new Promise((resolve) => child.once('message', (message) => resolve(message as Message)));
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Ours against the peers of the same run, target by target. */
function compare(results: readonly Row[]) {
  return TARGETS.flatMap((target) =>
    [2_000, 5_000].flatMap((subscribers) => {
      if ('subscribers' in target && target.subscribers !== subscribers) return [];
      const at = (variant: Variant) =>
        results.find(
          (row) => row.variant === variant && row.subscribers === subscribers && row.matching === target.matching,
        )?.[target.of] ?? Number.NaN;
      const ratio = Math.round((at('accord') / at(target.against)) * 100) / 100;
      const reached = 'least' in target ? ratio >= target.least : ratio <= target.most;
      const wanted = 'least' in target ? `at least ${target.least}` : `at most ${target.most}`;
      return [
        { subscribers, matching: target.matching, of: target.of, against: target.against, ratio, wanted, reached },
      ];
    }),
  );
}

if (process.argv[2] === '--serve') {
  await serve(process.argv[3] as Variant);
} else {
  const results: Row[] = [];
  for (const subscribers of [2_000, 5_000]) {
    for (const narrow of [false, true]) {
      const runs = new Map<Variant, Measured[]>(VARIANTS.map((variant) => [variant, []]));
      for (let round = 0; round < ROUNDS; round++) {
        for (const variant of VARIANTS) runs.get(variant)?.push(await measure(variant, subscribers, narrow));
      }
      for (const [variant, measured] of runs) {
        const of = (key: keyof Measured) => Math.round(median(measured.map((each) => each[key])) * 10) / 10;
        results.push({
          subscribers,
          matching: narrow ? '1 %' : 'all',
          variant,
          messagesPerSecond: of('messagesPerSecond'),
          p50: of('p50'),
          p99: of('p99'),
          kilobytesPerSubscriber: of('kilobytesPerSubscriber'),
          cpuMicrosecondsPerMessage: of('cpuMicrosecondsPerMessage'),
        });
      }
    }
  }
  const ratios = compare(results);
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify({ results, ratios }, null, 2)}\n`);
  else {
    console.table(results);
    console.table(ratios);
  }
  process.exitCode = ratios.every((ratio) => ratio.reached) ? 0 : 1;
}
