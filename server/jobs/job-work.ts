import type { Json, JsonObject } from '../../core/scoring/facts.js';

/** How far a job is; what is left out stays as it was. `cursor` is what the next to claim it goes on from. */
export interface JobProgress {
  done?: number;
  total?: number;
  message?: string;
  cursor?: Json;
}

/** A claimed job, as its work sees it. */
export interface JobRun {
  id: string;
  input: JsonObject;
  /** As last reported, by whoever had it before; null at the beginning. */
  cursor: Json | null;
  /** Aborted when the job is cancelled, its lease was lost or the process stops: throw `signal.reason` then. */
  signal: AbortSignal;
  /** Writes how far it is. Throws `signal.reason` where the job is no longer this process's. */
  report(progress: JobProgress): Promise<void>;
}

/** What came of a job: the id of a node, and a last word. */
export interface JobEnd {
  result?: string | null;
  message?: string;
}

/** Does a job, or the rest of it. Resolving means done, throwing `run.signal.reason` stopped, `JobFailed` failed. */
export type JobWork = (run: JobRun) => Promise<JobEnd | undefined>;
