import { checkClockModel } from '../core/definitions/sla/clock-model.js';
import { seed } from '../helpers/seeded-random.js';

/** T4: random lives of clocks against the reference that walks minute by minute, through both clock changes. */
const RUNS = Number(process.env.RUNS ?? 5_000);

const began = performance.now();
const difference = checkClockModel({ runs: RUNS, seed });
const seconds = Math.round((performance.now() - began) / 100) / 10;
process.stdout.write(`${JSON.stringify({ seed, runs: RUNS, seconds, difference }, null, 2)}\n`);
process.exitCode = difference === null ? 0 : 1;
