import type { Files } from '../../../core/definitions/tree.js';
import { ask, type Door } from '../../helpers/graphql.js';
import type { Period } from './make-history.js';

/** A report as it was asked for. */
export interface BegunBacktest {
  jobId: string;
  impactId: string;
}

/** How far a job is. */
export interface JobLook {
  state: string;
  progress: number;
}

/** What is read of a report. */
export interface ReadImpact {
  state: string;
  leads: number;
  changed: number;
  errors: number;
  mismatchShare: number | null;
  thresholds: { key: string; base: number; head: number; gained: number; lost: number }[];
  summary: string | null;
  markdown: string;
}

/** What a user does with backtests at a server. */
export interface Backtests {
  begin(files: Files, period: Period): Promise<BegunBacktest>;
  look(jobId: string): Promise<JobLook>;
  cancel(jobId: string): Promise<void>;
  read(impactId: string): Promise<ReadImpact>;
  /** Looks every 50 ms until the job is over; answers its state and every progress seen, in order. */
  follow(jobId: string, onLook?: (look: JobLook) => Promise<void> | void): Promise<{ state: string; seen: number[] }>;
}

const BEGIN = `mutation ($input: BacktestInput!) { runBacktest(input: $input) {
  userErrors { code message } job { id } impact { id } } }`;
const LOOK = 'query ($id: ID!) { job(id: $id) { state progress } }';
const CANCEL = 'mutation ($id: ID!) { cancelJob(id: $id) { userErrors { code message } } }';
const READ = `query ($id: ID!) { node(id: $id) { ... on Impact {
  state leads changed errors mismatchShare thresholds { key base head gained lost } summary markdown } } }`;

/** Backtests at a server, by its API; an answer that is refused is thrown. */
export function openBacktests(door: Door): Backtests {
  async function get<Data>(query: string, variables: Record<string, unknown>): Promise<Data> {
    const { data, errors } = await ask<Data>(door, query, variables);
    if (!data) throw new Error(JSON.stringify(errors));
    return data;
  }
  const look = async (id: string) => (await get<{ job: JobLook }>(LOOK, { id })).job;
  return {
    async begin(files, period) {
      const window = { from: new Date(period.from).toISOString(), to: new Date(period.to).toISOString() };
      const changed = Object.entries(files).map(([path, content]) => ({ path, content }));
      const { runBacktest } = await get<{ runBacktest: { job: { id: string } | null; impact: { id: string } } }>(
        BEGIN,
        {
          input: { files: changed, window },
        },
      );
      if (!runBacktest.job) throw new Error(JSON.stringify(runBacktest));
      return { jobId: runBacktest.job.id, impactId: runBacktest.impact.id };
    },
    look,
    async cancel(id) {
      await get(CANCEL, { id });
    },
    read: async (id) => (await get<{ node: ReadImpact }>(READ, { id })).node,
    async follow(id, onLook = () => undefined) {
      const seen: number[] = [];
      for (;;) {
        const now = await look(id);
        if (now.progress !== seen.at(-1)) seen.push(now.progress);
        if (now.state !== 'QUEUED' && now.state !== 'RUNNING') return { state: now.state, seen };
        await onLook(now);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
  };
}
