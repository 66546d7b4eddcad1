import type { Json, JsonObject } from '../../core/scoring/facts.js';
import type { Db } from '../db/database.js';

/** A job that is this worker's as long as its lease runs. */
export interface ClaimedJob {
  id: string;
  kind: string;
  input: JsonObject;
  cursor: Json | null;
  attempts: number;
  cancelling: boolean;
}

/** Long enough for a stall of the process, short enough that a killed one is soon replaced. */
export const LEASE_SECONDS = 6;

/**
 * Claims the job of `kind` that has waited longest: queued, or left by a process that is gone. Null: there is none. One
 * statement, so that of several workers one gets it.
 */
export async function claimJob(db: Db, kind: string, worker: string): Promise<ClaimedJob | null> {
  const [job] = await db.query<ClaimedJob>(CLAIM, [kind, worker]);
  return job ?? null;
}

const CLAIM = `
  update jobs set state = 'RUNNING', worker = $2, started_at = coalesce(started_at, clock_timestamp()),
    lease_until = clock_timestamp() + interval '${LEASE_SECONDS} seconds', attempts = attempts + 1, version = version + 1
  where id = (
    select id from jobs
    where kind = $1 and run_after <= clock_timestamp()
      and (state = 'QUEUED' or (state = 'RUNNING' and lease_until < clock_timestamp()))
    order by run_after, id limit 1 for update skip locked)
  returning id, kind, input, cursor, attempts, cancelling`;
