import { setTimeout as pause } from 'node:timers/promises';
import { ask } from '../helpers/graphql.js';
import { seed, seededRandom } from '../helpers/seeded-random.js';
import { listClocks, listTold, startClocks, type ToldClock, type ToldEvent } from './sla-clocks.js';
import { openSlaInstallation, POLICIES } from './sla-installation.js';
import type { Accord } from './start-accord.js';

/** T3: stage moves within 20 ms of the instant at which a clock of the lead is due; the log says which came first. */
const MOVES = Number(process.env.MOVES ?? 1_000);
const AROUND_MS = 20;

const random = seededRandom();
const { servers, remove } = await openSlaInstallation(2);
const any = () => servers[Math.floor(random() * servers.length)] as Accord;
await startClocks(any(), `races-${seed}`, MOVES, () => Math.floor(16 + random() * (POLICIES - 16)));
const clocks = await listClocks(any());
const firstDue = Math.min(...clocks.map((clock) => clock.dueAt));
if (firstDue < Date.now() + 500)
  throw new Error('the machine is too slow: the first clocks were due before all was ready');

/** Moves are sent a way's time early, so that they arrive around the due instant. */
const trips: number[] = [];
for (let i = 0; i < 20; i++) {
  const began = performance.now();
  await ask(
    any(),
    'mutation { upsertLead(input: {lead: {email: "probe@faults.example"}, name: "Probe"}) { lead { id } } }',
  );
  trips.push(performance.now() - began);
}
const ahead = trips.sort((a, b) => a - b)[10] as number;

const sent: number[] = [];
await Promise.all(
  clocks.map(async ({ leadId, dueAt }) => {
    const at = dueAt + (random() * 2 - 1) * AROUND_MS - ahead;
    await pause(Math.max(0, at - Date.now()));
    sent.push(Math.abs(Date.now() + ahead - dueAt));
    const answer = await ask<{ moveLead: { userErrors: unknown[]; transition: unknown } }>(
      any(),
      'mutation ($id: ID!) { moveLead(input: {lead: {id: $id}, to: "sal"}) { userErrors { message } transition { id } } }',
      { id: leadId },
    );
    if (!answer.data?.moveLead.transition) throw new Error(JSON.stringify(answer));
  }),
);
const door = any();
while ((await listTold(door)).filter((event) => event.what === 'to sal').length < MOVES) await pause(100);

const ofLead = Map.groupBy(await listTold(door), (event) => event.leadId);
const problems = (await listClocks(door)).flatMap((clock) => {
  const problem = judge(clock, ofLead.get(clock.leadId) ?? []);
  return problem ? [`${clock.id}: ${problem}`] : [];
});
const states = Object.groupBy(await listClocks(door), (clock) => clock.state);
await remove();

/** Why what the log says of a lead does not fit its clock; null: it does. */
function judge({ state, dueAt }: ToldClock, events: ToldEvent[]): string | null {
  const words = events
    .map((event) => event.what)
    .filter((what) => ['BREACHED', 'MET', 'MET_LATE', 'to sal'].includes(what));
  const moved = events.find((event) => event.what === 'to sal');
  const said = words.join(', ');
  if (said === 'to sal, MET') {
    if (state !== 'MET') return `it is ${state}, the log says MET`;
    return (moved?.recordedAt ?? 0) < dueAt ? null : 'met, although the move was recorded at or after the due instant';
  }
  const isLate = said === 'BREACHED, to sal, MET_LATE' || said === 'to sal, BREACHED, MET_LATE';
  if (!isLate) return `the log says ${said}`;
  if (state !== 'MET_LATE') return `it is ${state}, the log says MET_LATE`;
  return (moved?.recordedAt ?? 0) >= dueAt ? null : 'breached, although the move was recorded before the due instant';
}

sent.sort((a, b) => a - b);
const figures = { seed, moves: MOVES, met: states.MET?.length ?? 0, metLate: states.MET_LATE?.length ?? 0 };
const sending = { sentP50Ms: sent[sent.length >> 1], sentP99Ms: sent[Math.ceil(sent.length * 0.99) - 1] };
process.stdout.write(`${JSON.stringify({ ...figures, ...sending, problems }, null, 2)}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
