import type { Db, Tx } from '../../db/database.js';
import type { ForgePullRow } from '../../entities/forge-pull.entity.js';

/** A pull request of the forge as it is kept here, with its state here. */
export type KeptForgePull = Omit<ForgePullRow, 'pullRequest'> & {
  state: 'DRAFT' | 'OPEN' | 'MERGED' | 'CLOSED';
  version: number;
};

const SELECT = `
  select f.number, f.key, f.url, f.author, f.head, f.comment_id as "commentId", f.reported,
    f.reported_version as "reportedVersion", p.state, p.version
  from forge_pulls f join pull_requests p on p.number = f.number`;

/** All that came from the forge and are open, or have changed since they were last reported there. */
export function listKeptPulls(db: Db): Promise<KeptForgePull[]> {
  return db.query<KeptForgePull>(
    `${SELECT} where p.state in ('DRAFT', 'OPEN') or f.reported_version is distinct from p.version order by f.number`,
  );
}

/** The one with this key, or null. */
export async function findKeptPull(db: Db, key: string): Promise<KeptForgePull | null> {
  const [row] = await db.query<KeptForgePull>(`${SELECT} where f.key = $1`, [key]);
  return row ?? null;
}

/** The page on the forge of a pull request; null: it has none. */
export async function findForgeUrl(db: Db, number: number): Promise<string | null> {
  const [row] = await db.query<{ url: string | null }>('select url from forge_pulls where number = $1', [number]);
  return row?.url ?? null;
}

/** Notes which pull request here is which there, and the head that was taken. */
export async function keepForgePull(
  tx: Tx,
  pull: { number: number; key: string; url: string | null; author: string | null; head: string },
): Promise<void> {
  await tx.query(
    `insert into forge_pulls (number, key, url, author, head) values ($1, $2, $3, $4, $5)
     on conflict (number) do update set key = $2, url = $3, author = $4, head = $5`,
    [pull.number, pull.key, pull.url, pull.author, pull.head],
  );
}

/** Notes what was told on the forge. */
export async function keepReport(
  tx: Tx,
  number: number,
  report: { digest: string | null; version: number; commentId: string | null },
): Promise<void> {
  await tx.query(
    'update forge_pulls set reported = coalesce($2, reported), reported_version = $3, comment_id = coalesce($4, comment_id) where number = $1',
    [number, report.digest, report.version, report.commentId],
  );
}
