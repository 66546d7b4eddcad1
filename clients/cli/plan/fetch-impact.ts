import { setTimeout as pause } from 'node:timers/promises';
import { CliError } from '../cli-error.js';
import type { Connection } from '../connection.js';
import { patientConnection } from '../patient-connection.js';
import { refuseUserErrors, USER_ERRORS, type UserError } from '../user-errors.js';

/** A report as the command line shows it. */
export interface PlanImpact {
  /** Null: made offline, kept nowhere. */
  id: string | null;
  state: string;
  progress: number;
  summary: string;
  markdown: string;
  leads: number;
  changed: number;
  unchanged: number;
  notEvaluable: number;
  errors: number;
  mismatchShare: number | null;
  thresholds: { key: string; base: number; head: number; gained: number; lost: number }[];
  moves: { from: { label: string }; to: { label: string }; count: number }[];
  sample: { nodes: SampledLead[] };
}

/** A lead that the change makes something else of. */
export interface SampledLead {
  lead: { id: string };
  before: { value: number } | null;
  after: { value: number } | null;
  stageBefore: { label: string };
  stageAfter: { label: string };
}

interface Started {
  runBacktest: { userErrors: UserError[]; job: { id: string } | null; impact: { id: string } | null };
}

const START = `mutation Plan($input: BacktestInput!) {
  runBacktest(input: $input) { ${USER_ERRORS} job { id } impact { id } }
}`;

const READ = `query Impact($job: ID!, $impact: ID!) {
  job(id: $job) { state message progress }
  node(id: $impact) { ... on Impact {
    id state progress summary markdown leads changed unchanged notEvaluable errors mismatchShare
    thresholds { key base head gained lost } moves { from { label } to { label } count }
    sample(first: 10) { nodes { lead { id } before { value } after { value } stageBefore { label } stageAfter { label } } }
  } }
}`;

const INTERVAL_MS = 300;

/**
 * Tries files on the server's history and waits for the report, over a restart of the server too; `onProgress` hears how far
 * it is, from 0 to 1. @throws CliError
 */
export async function fetchImpact(
  connection: Connection,
  input: { files: { path: string; content: string | null }[]; window?: { from: string; to: string } },
  onProgress: (progress: number) => void,
): Promise<PlanImpact> {
  const { runBacktest } = await connection.request<Started>(START, { input });
  refuseUserErrors(runBacktest.userErrors);
  const [job, impact] = [runBacktest.job?.id, runBacktest.impact?.id];
  const reading = patientConnection(connection, (sentence) => process.stderr.write(`${sentence}\n`));
  for (;;) {
    const read = await reading.request<{
      job: { state: string; message: string | null; progress: number } | null;
      node: PlanImpact | null;
    }>(READ, { job, impact });
    if (read.node?.state === 'SUCCEEDED') return read.node;
    if (!read.job || read.job.state === 'FAILED' || read.job.state === 'CANCELLED') {
      throw new CliError(`The report could not be made: ${read.job?.message ?? 'its job is gone'}`);
    }
    onProgress(read.job.progress);
    await pause(INTERVAL_MS);
  }
}
