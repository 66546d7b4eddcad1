import { hammerOperations } from '../helpers/hammer-operations.js';
import { seed, seededRandom } from '../helpers/seeded-random.js';
import { startAccord } from './start-accord.js';

/** G10: 20,000 random valid operations with edge scalars; no 500, no stack or SQL in an error. */
const OPERATIONS = Number(process.env.OPERATIONS ?? 20_000);

const accord = await startAccord({ ACCORD_RATE_LIMIT: '0' });
const started = performance.now();
const seen = await hammerOperations(accord, OPERATIONS, seededRandom());
const seconds = (performance.now() - started) / 1000;
const ready = (await fetch(`${accord.url}/readyz`)).status;
await accord.remove();

process.stdout.write(`${JSON.stringify({ seed, ...seen, ready, seconds: Math.round(seconds) }, null, 2)}\n`);
process.exitCode = seen.wrong.length === 0 && ready === 200 ? 0 : 1;
