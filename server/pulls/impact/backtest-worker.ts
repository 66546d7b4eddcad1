import { workerData } from 'node:worker_threads';
import { openSnapshot } from '../../db/open-snapshot.js';
import { serveThread } from '../../jobs/serve-thread.js';
import type { LeadRange } from '../../leads/history/load-rows.js';
import { listAbsorbing } from './list-absorbing.js';
import type { RunnerData } from './open-runner.js';
import { prepareQuestion } from './prepare-question.js';
import { tallyRange } from './tally-range.js';

const { url, question } = workerData as RunnerData;
const prepared = prepareQuestion(question);
let opened: ReturnType<typeof openLeads> | undefined;

/** Only when there is a range: the state of no leads may be given up before a thread could join it. */
async function openLeads() {
  const db = await openSnapshot(url, question.snapshot);
  return { db, absorbed: await listAbsorbing(db) };
}

serveThread('reads', async (range: LeadRange) => {
  opened ??= openLeads();
  const { db, absorbed } = await opened;
  return tallyRange(db, prepared, range, absorbed);
});
