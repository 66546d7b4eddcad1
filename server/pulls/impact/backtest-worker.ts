import { parentPort, workerData } from 'node:worker_threads';
import { listAbsorbing } from './list-absorbing.js';
import { openSnapshot } from './open-snapshot.js';
import type { RangeAsked, RangeGiven, ThreadData } from './open-thread.js';
import { prepareQuestion } from './prepare-question.js';
import { tallyRange } from './tally-range.js';

const { url, question } = workerData as ThreadData;
const prepared = prepareQuestion(question);
const opened = openSnapshot(url, question.snapshot).then(async (db) => ({ db, absorbed: await listAbsorbing(db) }));

/** What a thread of a backtest runs: a tally for each range it is sent, in order. */
parentPort?.on('message', async ({ range }: RangeAsked) => {
  const { db, absorbed } = await opened;
  const given: RangeGiven = { tally: await tallyRange(db, prepared, range, absorbed) };
  parentPort?.postMessage(given);
});
