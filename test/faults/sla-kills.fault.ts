import { setTimeout as pause } from 'node:timers/promises';
import { seed, seededRandom } from '../helpers/seeded-random.js';
import { countRunning, listClocks, listTold, startClocks } from './sla-clocks.js';
import { openSlaInstallation } from './sla-installation.js';
import type { Accord } from './start-accord.js';

/** T1: clocks fall due within 15 s while one of three servers is killed every 1.5 s, never the last that is ready. */
const CLOCKS = Number(process.env.CLOCKS ?? 4_000);
const KILL_EVERY_MS = 1_500;
const WINDOW_MS = 15_000;
const FIRST_MS = 8_000;
const LATE_MS = 1_000;

const random = seededRandom();
const { servers, start, remove } = await openSlaInstallation(3);
const ready = new Set(servers);
const any = () => [...ready][Math.floor(random() * ready.size)] as Accord;
const began = Date.now();
await startClocks(any(), `kills-${seed}`, CLOCKS, () => {
  const due = FIRST_MS + random() * WINDOW_MS - (Date.now() - began);
  return Math.max(0, Math.ceil((due - FIRST_MS) / 250));
});
const startedIn = Date.now() - began;
let kills = 0;
let stopped = false;
const restarts: Promise<void>[] = [];
const killer = (async () => {
  while (!stopped) {
    await pause(KILL_EVERY_MS);
    if (stopped || ready.size < 2) continue;
    const victim = any();
    ready.delete(victim);
    victim.kill('SIGKILL');
    kills++;
    restarts.push(
      victim.ended.then(async () => {
        const next = await start(victim.dataDir);
        servers.splice(servers.indexOf(victim), 1, next);
        ready.add(next);
      }),
    );
  }
})();
const deadline = Date.now() + 120_000;
while (Date.now() < deadline) {
  const running = await countRunning(any()).catch(() => -1);
  if (running === 0) break;
  await pause(250);
}
stopped = true;
await killer;
await Promise.all(restarts);

const door = any();
const clocks = await listClocks(door);
const breaches = (await listTold(door)).filter((event) => event.what === 'BREACHED');
const due = new Map(clocks.map((clock) => [clock.id, clock.dueAt]));
const early = breaches.filter((event) => event.recordedAt < (due.get(event.clockId as string) as number)).length;
const late = breaches
  .map((event) => event.recordedAt - (due.get(event.clockId as string) as number))
  .sort((a, b) => a - b);
const p99 = late[Math.ceil(late.length * 0.99) - 1] ?? Number.POSITIVE_INFINITY;
const problems = [
  ...(breaches.length === CLOCKS ? [] : [`${breaches.length} breaches of ${CLOCKS} clocks`]),
  ...(new Set(breaches.map((event) => event.clockId)).size === breaches.length ? [] : ['a clock breached twice']),
  ...(early === 0 ? [] : [`${early} breaches were early`]),
  ...(p99 <= LATE_MS ? [] : [`p99 is ${p99} ms late`]),
];
await remove();
const spread = Math.max(...due.values()) - Math.min(...due.values());
const figures = { seed, clocks: CLOCKS, startedInMs: startedIn, dueWithinMs: spread, kills, breaches: breaches.length };
const lateness = { early, p50LateMs: late[late.length >> 1], p99LateMs: p99, maxLateMs: late.at(-1) };
process.stdout.write(`${JSON.stringify({ ...figures, ...lateness, problems }, null, 2)}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
