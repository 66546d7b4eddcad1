import { setTimeout as pause } from 'node:timers/promises';
import { startFaultProxy } from './fault-proxy.js';
import { runHistory } from './run-history.js';
import { startAccord } from './start-accord.js';
import { startDatabase } from './start-database.js';
import { tellResult } from './tell-result.js';

/** Serves through a proxy that delays, throttles, resets and swallows: nothing is lost, and it serves again by itself. */
const WRITERS = 12;
const database = await startDatabase();
const url = new URL(database.url);
const proxy = await startFaultProxy({ host: url.hostname, port: Number(url.port) });
url.host = `127.0.0.1:${proxy.port}`;
const server = await startAccord({
  DATABASE_URL: url.href,
  ACCORD_RATE_LIMIT: '0',
  ACCORD_MAX_SECONDS: '5',
  LOG_LEVEL: 'silent',
});
const servingAgainMs: Record<string, number> = {};
const run = await runHistory({
  token: server.token,
  doors: () => [server.url],
  writers: WRITERS,
  followers: 3,
  async during({ acked }) {
    const harms: [string, () => void][] = [
      ['latency of 20 ms', () => proxy.delay(20)],
      ['none', () => proxy.delay(0)],
      ['1 MB/s', () => proxy.limit(1_000_000)],
      ['as fast as it is', () => proxy.limit(0)],
      ['reset', proxy.reset],
      ['reset again', proxy.reset],
      [
        'swallowed',
        () => {
          proxy.swallow();
          proxy.heal();
        },
      ],
    ];
    for (const [name, harm] of harms) {
      await pause(1_000);
      harm();
      const began = performance.now();
      for (const before = acked(); acked() < before + WRITERS && performance.now() < began + 120_000; ) await pause(20);
      servingAgainMs[name] = Math.round(performance.now() - began);
    }
  },
});
await server.remove();
await proxy.close();
await database.remove();
tellResult(
  'network',
  { ...run, servingAgainMs },
  {
    clean: run.problems.length === 0,
    'serves again': Object.values(servingAgainMs).every((ms) => ms < 60_000),
  },
);
