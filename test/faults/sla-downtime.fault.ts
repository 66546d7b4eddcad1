import { setTimeout as pause } from 'node:timers/promises';
import { seed, seededRandom } from '../helpers/seeded-random.js';
import { countRunning, listClocks, listTold, startClocks } from './sla-clocks.js';
import { FIRST_SECONDS, openSlaInstallation } from './sla-installation.js';

/** T2: all servers are down while clocks fall due; once one is ready all must be found within 5 s, in due order. */
const CLOCKS = Number(process.env.CLOCKS ?? 500);
const WITHIN_MS = 5_000;

const random = seededRandom();
const { servers, start, remove } = await openSlaInstallation(2);
await startClocks(servers[0] as (typeof servers)[0], `down-${seed}`, CLOCKS, () => Math.floor(random() * 30));
await Promise.all(
  servers.splice(0).map((server) => {
    server.kill('SIGKILL');
    return server.ended;
  }),
);
await pause((FIRST_SECONDS + 9) * 1_000);
servers.push(...(await Promise.all([start(), start()])));
const readyAt = Date.now();
const [door] = servers as [(typeof servers)[0]];
while ((await countRunning(door)) > 0 && Date.now() < readyAt + 60_000) await pause(20);
const allAfter = Date.now() - readyAt;

const due = new Map((await listClocks(door)).map((clock) => [clock.id, clock.dueAt]));
const breaches = (await listTold(door)).filter((event) => event.what === 'BREACHED');
const order = breaches.map((event) => due.get(event.clockId as string) as number);
const disordered = order.filter((at, i) => i > 0 && at < (order[i - 1] as number)).length;
const inTime = [...due.values()].filter((at) => at < readyAt).length;
const problems = [
  ...(breaches.length === CLOCKS ? [] : [`${breaches.length} breaches of ${CLOCKS} clocks`]),
  ...(inTime === CLOCKS ? [] : [`only ${inTime} fell due while all were down`]),
  ...(disordered === 0 ? [] : [`${disordered} breaches are out of order`]),
  ...(allAfter <= WITHIN_MS ? [] : [`all were found only after ${allAfter} ms`]),
];
await remove();
const figures = { seed, clocks: CLOCKS, breaches: breaches.length, allWithinMs: allAfter, disordered };
process.stdout.write(`${JSON.stringify({ ...figures, problems }, null, 2)}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
