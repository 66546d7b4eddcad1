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
import type { MadeImpact } from './save-impact.js';
import { type CountedImpact, writeImpact } from './write-impact.js';

/** A question, then its ranges, the report of all of them where this thread is to write it, then that it is over. */
export type RunnerAsked =
  | { question: BacktestQuestion }
  | { range: LeadRange }
  | { counted: CountedImpact }
  | { over: true };

/** What came of a range, or the report; null for all else. */
export type RunnerAnswer = CountedTally | MadeImpact | null;

interface Opened {
  question: PreparedQuestion;
  leads: Promise<{ db: Snapshot; tally: ReturnType<typeof openTallyRange> }> | null;
}

const { url } = workerData as { url: string };
const prepareTree = rememberTrees();
let opened: Opened | null = null;

/** Only when it is needed: of no leads the state may be given up before the second thread could join it. */
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
  const { db, tally } = await opened.leads;
  return 'range' in asked ? tally(asked.range) : writeImpact(db, opened.question, asked.counted);
});
