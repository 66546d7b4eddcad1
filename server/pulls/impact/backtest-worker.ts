import { workerData } from 'node:worker_threads';
import type { CountedTally } from '../../../core/definitions/impact/impact-tally.js';
import { openSnapshot, type Snapshot } from '../../db/open-snapshot.js';
import { serveThread } from '../../jobs/serve-thread.js';
import type { LeadRange } from '../../leads/history/load-rows.js';
import type { BacktestQuestion } from './backtest-question.js';
import { listAbsorbing } from './list-absorbing.js';
import { openTallyRange } from './open-tally-range.js';
import { type PreparedQuestion, prepareQuestion } from './prepare-question.js';
import { rememberTrees } from './remember-trees.js';

/** A question, then its ranges, then that it is over. */
export type RunnerAsked = { question: BacktestQuestion } | { range: LeadRange } | { over: true };

/** What came of a range; null for all else. */
export type RunnerAnswer = CountedTally | null;

interface Opened {
  question: PreparedQuestion;
  leads: Promise<{ db: Snapshot; tally: ReturnType<typeof openTallyRange> }> | null;
}

const { url } = workerData as { url: string };
const prepareTree = rememberTrees();
let opened: Opened | null = null;

/** Only when there is a range: the state of no leads may be given up before a thread could join it. */
async function openLeads(question: PreparedQuestion) {
  const db = await openSnapshot(url, question.snapshot);
  return { db, tally: openTallyRange(db, question, await listAbsorbing(db)) };
}

serveThread('reads', async (asked: RunnerAsked): Promise<RunnerAnswer> => {
  if ('question' in asked) {
    opened = { question: prepareQuestion(asked.question, prepareTree), leads: null };
    return null;
  }
  if ('over' in asked) {
    const leads = opened?.leads;
    opened = null;
    await (await leads)?.db.close();
    return null;
  }
  if (!opened) throw new Error('A range was asked for before its question.');
  opened.leads ??= openLeads(opened.question);
  return (await opened.leads).tally(asked.range);
});
