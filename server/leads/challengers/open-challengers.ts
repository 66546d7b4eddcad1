import type pg from 'pg';
import type { Db, Tx } from '../../db/database.js';
import { newId } from '../../db/new-id.js';
import { transaction } from '../../db/transaction.js';
import { enqueueJob } from '../../jobs/enqueue-job.js';
import { lockReleases } from '../../releases/lock-releases.js';
import type { Release } from '../../releases/release.js';

interface OpenRow {
  id: string;
  model: string;
  against: string;
  fingerprint: string;
}

/**
 * Lets the challengers of the release in force begin, each with a job that scores the leads there are, and ends those it has
 * no more; another state of a model begins anew. Whoever decides about leads waits for it, so that none falls between.
 */
export async function openChallengers(parts: { db: Db; pool: pg.Pool }, release: Release): Promise<void> {
  const { db, pool } = parts;
  if (isSettled(release, await listOpen(db))) return;
  await transaction(pool, 'system', async (tx) => {
    if ((await lockReleases(tx)).number !== release.number) return;
    const open = await listOpen(tx);
    const wanted = release.compiled.challengers;
    const stays = (row: OpenRow) =>
      wanted.some(
        ({ definition, model }) =>
          row.model === definition.model && row.against === definition.against && row.fingerprint === model.fingerprint,
      );
    const ended = open.filter((row) => !stays(row)).map((row) => row.id);
    await tx.query('update challengers set ended_at = $2 where id = any($1)', [ended, tx.at]);
    for (const { definition, model } of wanted) {
      const { model: key, against } = definition;
      if (open.some((row) => stays(row) && row.model === key && row.against === against)) continue;
      const id = newId('challenger', tx.at.getTime());
      await tx.query(
        `insert into challengers (id, model, against, fingerprint, since, release) values ($1, $2, $3, $4, $5, $6)`,
        [id, key, against, model.fingerprint, release.promotedAt, release.number],
      );
      await enqueueJob(tx, { kind: 'challenge', input: { challenger: id }, key: `challenge:${id}` });
    }
  });
}

/** Takes away the shadows of challengers that ended, some at a time; what they crossed is kept. Answers how many went. */
export async function dropEnded(tx: Tx): Promise<number> {
  await tx.query(
    'delete from challenger_gaps g using challengers c where c.id = g.challenger_id and c.ended_at is not null',
  );
  const rows = await tx.query(
    `delete from challenger_leads where ctid = any(array(
       select s.ctid from challenger_leads s join challengers c on c.id = s.challenger_id
       where c.ended_at is not null limit 1000 for update of s skip locked)) returning 1`,
  );
  return rows.length;
}

async function listOpen(db: Db): Promise<OpenRow[]> {
  return db.query<OpenRow>('select id, model, against, fingerprint from challengers where ended_at is null');
}

function isSettled({ compiled }: Release, open: readonly OpenRow[]): boolean {
  return (
    open.length === compiled.challengers.length &&
    compiled.challengers.every(({ definition, model }) =>
      open.some(
        (row) =>
          row.model === definition.model && row.against === definition.against && row.fingerprint === model.fingerprint,
      ),
    )
  );
}
