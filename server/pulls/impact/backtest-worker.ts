import { parentPort, workerData } from 'node:worker_threads';
import { listAbsorbing } from './list-absorbing.js';
import { openSnapshot } from './open-snapshot.js';
import type { RangeAsked, RangeGiven, ThreadData } from './open-thread.js';
import { prepareQuestion } from './prepare-question.js';
import { tallyRange } from './tally-range.js';

const { url, question } = workerData as ThreadData;
const prepared = prepareQuestion(question);
let opened: ReturnType<typeof openLeads> | undefined;

/** Only when there is a range: the state of no leads may be given up before a thread could join it. */
async function openLeads() {
  const db = await openSnapshot(url, question.snapshot);
  return { db, absorbed: await listAbsorbing(db) };
}

/** What a thread of a backtest runs: a tally for each range it is sent, in order. */
parentPort?.on('message', async ({ range }: RangeAsked) => {
  opened ??= openLeads();
  const { db, absorbed } = await opened;
  const given: RangeGiven = { tally: await tallyRange(db, prepared, range, absorbed) };
  parentPort?.postMessage(given);
});
