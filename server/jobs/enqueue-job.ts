import type { JsonObject } from '../../core/scoring/facts.js';
import type { Tx } from '../db/database.js';
import { newId } from '../db/new-id.js';

/**
 * Puts a job in the queue and answers its id; it runs if and only if `tx` commits. With a `key` there is one such job at
 * most: a second time answers the id of the first, whatever became of it.
 */
export async function enqueueJob(
  tx: Tx,
  job: { kind: string; input: JsonObject; key?: string; total?: number },
): Promise<string> {
  const id = newId('job', tx.at.getTime());
  const [row] = await tx.query<{ id: string }>(
    `insert into jobs (id, kind, state, key, input, total, created_by, created_at, run_after, attempts, cancelling, version)
     values ($1, $2, 'QUEUED', $3, $4, $5, $6, $7, $7, 0, false, 1)
     on conflict (key) do update set version = jobs.version returning id`,
    [id, job.kind, job.key ?? null, JSON.stringify(job.input), job.total ?? null, tx.actor, tx.at],
  );
  return (row as { id: string }).id;
}
