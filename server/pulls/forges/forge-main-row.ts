import type { Db, Tx } from '../../db/database.js';
import type { ForgeMain } from '../../entities/forge-main.entity.js';

/** What is known of the main branch of a repository; null: it was never looked at. */
export async function findForgeMain(db: Db, repository: string): Promise<ForgeMain | null> {
  const [row] = await db.query<ForgeMain>(
    `select repository, seen, followed, seen_at as "seenAt", problem, failure, failed_at as "failedAt"
     from forge_mains where repository = $1`,
    [repository],
  );
  return row ?? null;
}

/** Notes where main is, how far it is agreed to, and why not further. */
export async function keepForgeMain(
  tx: Tx,
  repository: string,
  { seen, followed, problem }: Pick<ForgeMain, 'seen' | 'followed' | 'problem'>,
): Promise<void> {
  await tx.query(
    `insert into forge_mains (repository, seen, followed, seen_at, problem) values ($1, $2, $3, $4, $5)
     on conflict (repository) do update set seen = $2, followed = $3, seen_at = $4, problem = $5, failure = null,
       failed_at = null`,
    [repository, seen, followed, tx.at, problem],
  );
}

/** Notes that a look failed, since when, and why. */
export async function keepForgeFailure(db: Db, repository: string, failure: string): Promise<void> {
  await db.query(
    `insert into forge_mains as m (repository, failure, failed_at) values ($1, $2, clock_timestamp())
     on conflict (repository) do update set failure = $2, failed_at = coalesce(m.failed_at, clock_timestamp())`,
    [repository, failure],
  );
}

/** Forgets every repository but this one (null: all): what is followed no more is no drift. */
export async function forgetOtherMains(db: Db, repository: string | null): Promise<void> {
  await db.query('delete from forge_mains where repository is distinct from $1', [repository]);
}

/** What stands between the repository that is followed and what is in force, in sentences; none where nothing does. */
export async function listForgeProblems(db: Db): Promise<string[]> {
  const rows = await db.query<Pick<ForgeMain, 'repository' | 'problem' | 'failure'>>(
    'select repository, problem, failure from forge_mains',
  );
  return rows.flatMap(({ repository, problem, failure }) => [
    ...(problem === null ? [] : [problem]),
    ...(failure === null ? [] : [`${repository} could not be followed: ${failure}`]),
  ]);
}
