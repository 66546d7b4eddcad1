import { setTimeout as pause } from 'node:timers/promises';
import type { ImpactFigures, ModelQuality } from '../../../core/definitions/impact/impact-report.js';
import { CliError } from '../cli-error.js';
import type { Connection } from '../connection.js';
import { patientConnection } from '../patient-connection.js';
import { refuseUserErrors, USER_ERRORS, type UserError } from '../user-errors.js';

/** A stage as a report names it. */
export interface NamedStage {
  key: string;
  label: string;
}

type Figures = Omit<ImpactFigures, 'gained' | 'lost' | 'faults' | 'moves' | 'quality' | 'sample'>;

/** A report as the command line shows it, the same from a server and from exported facts. */
export interface PlanImpact extends Figures {
  /** Null: made offline, kept nowhere. */
  id: string | null;
  state: string;
  progress: number;
  window: { from: string; to: string; timeZone: string };
  summary: string;
  markdown: string;
  moves: { from: NamedStage; to: NamedStage; count: number }[];
  quality: (Omit<ModelQuality, 'outcome'> & { outcome: NamedStage })[];
  sample: { nodes: SampledLead[] };
}

/** A lead that the change makes something else of. */
export interface SampledLead {
  lead: { id: string };
  before: { value: number } | null;
  after: { value: number } | null;
  stageBefore: NamedStage;
  stageAfter: NamedStage;
}

interface Started {
  runBacktest: { userErrors: UserError[]; job: { id: string } | null; impact: { id: string } | null };
}

const START = `mutation Plan($input: BacktestInput!) {
  runBacktest(input: $input) { ${USER_ERRORS} job { id } impact { id } }
}`;

const ESTIMATE = '{ value low high }';
const STAGE = '{ key label }';
const SLICE = '{ value leads base head }';

const READ = `query Impact($job: ID!, $impact: ID!) {
  job(id: $job) { state message progress }
  node(id: $impact) { ... on Impact {
    id state progress window { from to timeZone } summary markdown
    leads changed unchanged notEvaluable errors mismatchShare flaggedShareBase flaggedShareHead
    thresholds { key base head gained lost earlierSeconds } moves { from ${STAGE} to ${STAGE} count }
    distribution { from to count headCount } bySource ${SLICE} bySegment ${SLICE}
    quality { side outcome ${STAGE} judged tooYoung precision ${ESTIMATE} recall ${ESTIMATE} lift ${ESTIMATE} auc ${ESTIMATE} conversion ${ESTIMATE} }
    weeklyLoad { week base head capacity }
    sample(first: 10) { nodes { lead { id } before { value } after { value } stageBefore ${STAGE} stageAfter ${STAGE} } }
  } }
}`;

const INTERVAL_MS = 300;

/**
 * Tries files on the server's history and waits for the report, over a restart of the server too; `onProgress` hears how far
 * it is, from 0 to 1. @throws CliError
 */
export async function fetchImpact(
  connection: Connection,
  input: { files: { path: string; content: string | null }[]; window?: { from: string; to: string; timeZone: string } },
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
