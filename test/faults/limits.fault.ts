import type { Door } from '../helpers/graphql.js';
import { LIMIT_CASES } from '../helpers/limit-cases.js';
import { codesOf, type Sent, TRANSPORTS } from '../helpers/send-over.js';
import { startAccord } from './start-accord.js';

/** G4: each limit over HTTP, WebSocket and streams: what it allows passes, one more is refused within 100 ms. */
const WANTED_MS = 100;
const ROUNDS = 5;
const MIB = 1_048_576;

const accord = await startAccord({ ACCORD_RATE_LIMIT: '0' });
const door: Door = accord;
const frame = JSON.stringify({ query: '{ __typename }', extensions: { padding: '' } });
const around = '{"id":"1","type":"subscribe","payload":}'.length;

/** Of some rounds the median, so that a busy machine is not taken for a slow server; the first warms up. */
async function medianOf(send: () => Promise<Sent>): Promise<Sent> {
  const rounds: Sent[] = [];
  for (let i = 0; i <= ROUNDS; i++) rounds.push(await send());
  return rounds.slice(1).sort((a, b) => a.ms - b.ms)[ROUNDS >> 1] as Sent;
}

const results: { limit: string; transport: string; passed: boolean; refused: boolean; refusedMs: number }[] = [];
for (const [transport, send] of Object.entries(TRANSPORTS)) {
  for (const { name, limit, step = 1, at } of LIMIT_CASES) {
    const passed = await send(door, JSON.stringify(at(limit)));
    const refused = await medianOf(() => send(door, JSON.stringify(at(limit + step))));
    results.push({
      ...{ limit: `${name} ${limit}`, transport, passed: codesOf(passed).length === 0 && Boolean(passed.answer.data) },
      ...{ refused: String(codesOf(refused)) === 'LIMIT_EXCEEDED', refusedMs: Math.round(refused.ms) },
    });
  }
  const room = transport === 'websocket' ? MIB - around : MIB;
  const padded = (bytes: number) => frame.replace('""', `"${'x'.repeat(bytes - frame.length)}"`);
  const passed = await send(door, padded(room));
  const refused = await medianOf(() => send(door, padded(room + 1)));
  results.push({
    ...{ limit: `bytes ${MIB}`, transport, passed: Boolean(passed.answer.data) },
    ...{ refused: [413, 1009].includes(refused.status), refusedMs: Math.round(refused.ms) },
  });
}
await accord.remove();

const wrong = results.filter(({ passed, refused, refusedMs }) => !passed || !refused || refusedMs > WANTED_MS);
const slowestMs = Math.max(...results.map(({ refusedMs }) => refusedMs));
process.stdout.write(`${JSON.stringify({ limits: results.length, slowestMs, wrong, results }, null, 2)}\n`);
process.exitCode = wrong.length === 0 ? 0 : 1;
