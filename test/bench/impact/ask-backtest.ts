import type { Files } from '../../../core/definitions/tree.js';
import { ask, type Door } from '../../helpers/graphql.js';
import type { Period } from './make-history.js';

/** What is read of a report. */
export interface AskedImpact {
  leads: number;
  changed: number;
  errors: number;
  mismatchShare: number | null;
  thresholds: { threshold: string; base: number; head: number; gained: number; lost: number }[];
  summary: string | null;
  markdown: string;
}

/** A backtest that is over, and what was seen of its progress. */
export interface AskedBacktest {
  jobId: string;
  state: string;
  seconds: number;
  progress: number[];
  impact: AskedImpact | null;
}

const RUN = `mutation ($input: BacktestInput!) { runBacktest(input: $input) {
  userErrors { code message } job { id } impact { id } } }`;
const LOOK = 'query ($id: ID!) { job(id: $id) { state progress message } }';
const READ = `query ($id: ID!) { node(id: $id) { ... on Impact {
  leads changed errors mismatchShare thresholds { threshold: key base head gained lost } summary markdown } } }`;
const CANCEL = 'mutation ($id: ID!) { cancelJob(id: $id) { userErrors { code } } }';

/** Runs a backtest of files laid over what is live, as a user would; `onProgress` may answer 'cancel'. Times include all the asking. */
export async function askBacktest(
  door: Door,
  files: Files,
  period: Period,
  onProgress: (progress: number, jobId: string) => 'cancel' | undefined = () => undefined,
): Promise<AskedBacktest> {
  const window = { from: new Date(period.from).toISOString(), to: new Date(period.to).toISOString() };
  const changed = Object.entries(files).map(([path, content]) => ({ path, content }));
  const began = performance.now();
  const { runBacktest } = await get<{ runBacktest: { job: { id: string } | null; impact: { id: string } } }>(
    door,
    RUN,
    {
      input: { files: changed, window },
    },
  );
  if (!runBacktest.job) throw new Error(JSON.stringify(runBacktest));
  const { id } = runBacktest.job;
  const progress: number[] = [];
  let cancelling = false;
  for (;;) {
    const { job } = await get<{ job: { state: string; progress: number } }>(door, LOOK, { id });
    if (job.progress !== progress.at(-1)) progress.push(job.progress);
    if (job.state !== 'QUEUED' && job.state !== 'RUNNING') {
      const seconds = (performance.now() - began) / 1_000;
      const { node } = await get<{ node: AskedImpact | null }>(door, READ, { id: runBacktest.impact.id });
      return { jobId: id, state: job.state, seconds, progress, impact: node };
    }
    if (!cancelling && job.state === 'RUNNING' && onProgress(job.progress, id) === 'cancel') {
      cancelling = true;
      await get(door, CANCEL, { id });
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function get<Data>(door: Door, query: string, variables: Record<string, unknown>): Promise<Data> {
  const { data, errors } = await ask<Data>(door, query, variables);
  if (!data) throw new Error(JSON.stringify(errors));
  return data;
}
