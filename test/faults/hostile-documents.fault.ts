import { hostileDocuments } from '../helpers/hostile-documents.js';
import { startAccord } from './start-accord.js';

/** G5: hostile requests, each refused or answered within 300 ms while others' requests are answered as well. */
const WANTED_MS = 300;
const BESIDE_EVERY_MS = 10;

const accord = await startAccord({ ACCORD_RATE_LIMIT: '0' });
const headers = { 'content-type': 'application/json', authorization: `Bearer ${accord.token}` };

/** What it took to be answered at all, of a request that costs nothing. */
async function livezMs(): Promise<number> {
  const began = performance.now();
  await (await fetch(`${accord.url}/livez`)).text();
  return performance.now() - began;
}

const results: { name: string; status: number; ms: number; besideMs: number }[] = [];
for (let i = 0; i < 50; i++) await livezMs();
for (const { name, body } of hostileDocuments()) {
  let over = false;
  const beside = (async () => {
    let most = 0;
    while (!over) {
      most = Math.max(most, await livezMs());
      await new Promise((resolve) => setTimeout(resolve, BESIDE_EVERY_MS));
    }
    return most;
  })();
  const began = performance.now();
  const answer = await fetch(`${accord.url}/graphql`, { method: 'POST', headers, body });
  await answer.text();
  const ms = performance.now() - began;
  over = true;
  results.push({ name, status: answer.status, ms: Math.round(ms), besideMs: Math.round(await beside) });
}
await accord.remove();

const wrong = results.filter(({ status, ms, besideMs }) => status >= 500 || Math.max(ms, besideMs) > WANTED_MS);
const slowest = Math.max(...results.map(({ ms, besideMs }) => Math.max(ms, besideMs)));
process.stdout.write(`${JSON.stringify({ requests: results.length, slowestMs: slowest, wrong, results }, null, 2)}\n`);
process.exitCode = wrong.length === 0 ? 0 : 1;
