import type pg from 'pg';
import type { Db, Tx } from '../db/database.js';
import { transaction } from '../db/transaction.js';
import { lockReleases } from './lock-releases.js';
import { rollBack } from './roll-back.js';

interface Due {
  number: number;
  commit: string;
  previous: string;
}

/** Whether an emergency promotion is to end by now; read without locks. */
export async function isPromotionDue(db: Db): Promise<boolean> {
  return (await db.query('select 1 from releases where expires_at <= clock_timestamp() limit 1')).length > 0;
}

/**
 * Ends emergency promotions that nobody signed in time, each once however many processes try: what was in force before
 * is in force again, and promotion on hold. Where the commit is in force no more, nothing but the end is noted.
 */
export async function expirePromotions(pool: pg.Pool): Promise<void> {
  await transaction(pool, 'system', async (tx) => {
    const live = await lockReleases(tx);
    const due = await tx.query<Due>(
      `update releases set expires_at = null where expires_at <= $1 returning number, commit, previous`,
      [tx.at],
    );
    const [first] = due.sort((a, b) => a.number - b.number);
    if (first && (await holdsCommit(tx, live.commit, due))) await goBack(tx, first);
  });
}

async function goBack(tx: Tx, { number, previous }: Due): Promise<void> {
  const [before] = await tx.query<{ number: number }>(
    'select number from releases where commit = $1 and number < $2 order by number desc limit 1',
    [previous, number],
  );
  if (!before) throw new Error(`what was in force before release ${number} is no release`);
  const reason = `Release ${number} was an emergency, and its sign-offs were not given in time.`;
  await rollBack(tx, { toRelease: before.number, reason });
}

/** Whether what is in force is one of these commits, or was merged onto one. */
async function holdsCommit(tx: Tx, live: string, due: readonly Due[]): Promise<boolean> {
  const [row] = await tx.query<{ holds: boolean }>(
    `select exists (
       select 1 from merged_commits mine join merged_commits theirs on theirs.position <= mine.position
       where mine.oid = $1 and theirs.oid = any($2)) as holds`,
    [live, due.map((one) => one.commit)],
  );
  return due.some((one) => one.commit === live) || row?.holds === true;
}
