import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { transaction } from '../../../server/db/transaction.js';
import { cancelJob } from '../../../server/jobs/cancel-job.js';
import { claimJob } from '../../../server/jobs/claim-job.js';
import { dropOldJobs } from '../../../server/jobs/drop-old-jobs.js';
import { enqueueJob } from '../../../server/jobs/enqueue-job.js';
import { findJobs, type JobRow } from '../../../server/jobs/find-jobs.js';
import { JobFailed } from '../../../server/jobs/job-failed.js';
import type { JobWork } from '../../../server/jobs/job-work.js';
import { startWorker, type Worker } from '../../../server/jobs/start-worker.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { eventually } from '../../helpers/eventually.js';

let database: TestDatabase;
const workers: Worker[] = [];
const errors: unknown[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  await database.drop();
});

function work(kind: string, does: JobWork, instance = 'here'): Worker {
  const onError = (error: unknown) => errors.push(error);
  const worker = startWorker({ db: database.db, works: { [kind]: does }, instance, onError });
  workers.push(worker);
  return worker;
}

const enqueue = (kind: string, input = {}, key?: string) =>
  transaction(database.pool, 'user_test', (tx) => enqueueJob(tx, { kind, input, ...(key ? { key } : {}) }));
const cancel = (id: string) => transaction(database.pool, 'user_test', (tx) => cancelJob(tx, id));

function inState(id: string, state: JobRow['state']): Promise<JobRow> {
  return eventually(async () => {
    const [job] = await findJobs(database.db, [id]);
    return job?.state === state ? job : null;
  });
}

const untilStopped: JobWork = (run) =>
  new Promise((_, reject) => run.signal.addEventListener('abort', () => reject(run.signal.reason)));

describe('a job', () => {
  it('is done once, by one of several workers, and says how far it was', async () => {
    const runs: string[] = [];
    const does: JobWork = async (run) => {
      runs.push(run.id);
      await run.report({ total: 4, done: 1, message: 'a quarter' });
      expect(run.input).toEqual({ size: 4 });
      return { result: 'lead_1', message: 'all' };
    };
    for (const instance of ['a', 'b', 'c']) work('once', does, instance);
    const ids = await Promise.all([1, 2, 3, 4].map(() => enqueue('once', { size: 4 })));
    for (const id of ids) {
      expect(await inState(id, 'SUCCEEDED')).toMatchObject({ total: 4, done: 4, message: 'all', result: 'lead_1' });
    }
    expect(runs.sort()).toEqual([...ids].sort());
  });

  it('of one key is there once', async () => {
    expect(await enqueue('keyed', {}, 'rescore:7')).toBe(await enqueue('keyed', {}, 'rescore:7'));
  });

  it('of a process that is gone is claimed by another, which goes on where it was', async () => {
    const id = await enqueue('left');
    expect(await claimJob(database.db, 'left', 'gone')).toMatchObject({ id, cursor: null, attempts: 1 });
    expect(await claimJob(database.db, 'left', 'early')).toBeNull();
    await database.db.query(
      `update jobs set lease_until = now() - interval '1 second', cursor = '{"page": 3}' where id = $1`,
      [id],
    );
    const seen: unknown[] = [];
    work('left', async (run) => {
      seen.push(run.cursor);
      return undefined;
    });
    await inState(id, 'SUCCEEDED');
    expect(seen).toEqual([{ page: 3 }]);
  });

  it('is given back by a process that stops, from its cursor on', async () => {
    const id = await enqueue('handed');
    const first = work('handed', async (run) => {
      await run.report({ cursor: 5 });
      return untilStopped(run);
    });
    await eventually(async () => (await database.db.query('select 1 from jobs where cursor = $1', ['5'])).length);
    await first.stop();
    expect(await inState(id, 'QUEUED')).toMatchObject({ finishedAt: null });
    work('handed', async (run) => ({ message: `from ${run.cursor}` }));
    expect(await inState(id, 'SUCCEEDED')).toMatchObject({ message: 'from 5' });
  });

  it('is cancelled, waiting or running, once, and not when it is over', async () => {
    const waiting = await enqueue('unheard');
    expect(await cancel(waiting)).toEqual({ userErrors: [], jobId: waiting });
    await inState(waiting, 'CANCELLED');
    work('endless', untilStopped);
    const running = await enqueue('endless');
    await inState(running, 'RUNNING');
    await cancel(running);
    expect((await inState(running, 'CANCELLED')).finishedAt).toBeInstanceOf(Date);
    expect((await cancel(running)).userErrors).toEqual([]);
    work('quick', async () => undefined);
    const done = await enqueue('quick');
    await inState(done, 'SUCCEEDED');
    expect((await cancel(done)).userErrors).toMatchObject([{ code: 'CONFLICT' }]);
    expect((await cancel('job_none')).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  it('that fails says why; a surprise is tried again, and told without its words', async () => {
    work('failing', async () => {
      throw new JobFailed('The window holds no lead.');
    });
    const failed = await enqueue('failing');
    expect(await inState(failed, 'FAILED')).toMatchObject({ message: 'The window holds no lead.' });
    let attempts = 0;
    work('surprising', async () => {
      attempts++;
      throw new Error('a secret');
    });
    const surprised = await enqueue('surprising');
    const { message } = await inState(surprised, 'FAILED');
    expect(message).toContain(surprised);
    expect(message).not.toContain('secret');
    expect(attempts).toBe(3);
    expect(errors).toEqual([1, 2, 3].map(() => new Error('a secret')));
  });

  it('that ends its process again and again fails in the end', async () => {
    const id = await enqueue('deadly');
    await database.db.query('update jobs set attempts = 5 where id = $1', [id]);
    work('deadly', async () => undefined);
    expect((await inState(id, 'FAILED')).message).toMatch(/5 times/);
  });

  it('is forgotten a week after its end', async () => {
    const [old, young] = [await enqueue('past'), await enqueue('past')];
    await cancel(old);
    await cancel(young);
    await database.db.query(`update jobs set finished_at = now() - interval '8 days' where id = $1`, [old]);
    await dropOldJobs(database.db);
    expect(await findJobs(database.db, [old, young])).toMatchObject([null, { id: young }]);
  });
});
