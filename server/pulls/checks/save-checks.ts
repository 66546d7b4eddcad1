import type { Db, Tx } from '../../db/database.js';
import { readMain } from '../../releases/read-main.js';
import type { PullRow } from '../pull-row.js';
import { CHECK_NAMES, type CheckResult, pendingChecks } from './check-result.js';

/** Keeps what the checks found in a head merged into a main, in place of what they found before. */
export async function saveChecks(
  tx: Tx,
  of: { number: number; main: string; head: string },
  checks: readonly CheckResult[],
): Promise<void> {
  await tx.query('update pull_requests set checked_main = $2, checked_head = $3 where number = $1', [
    of.number,
    of.main,
    of.head,
  ]);
  await tx.query(
    `insert into pull_checks (number, name, position, conclusion, summary, annotations, ran_at)
     select $1, name, position, conclusion, summary, annotations, ran_at
     from unnest($2::text[], $3::integer[], $4::text[], $5::text[], $6::jsonb[], $7::timestamptz[])
       as found (name, position, conclusion, summary, annotations, ran_at)
     on conflict (number, name) do update
       set position = excluded.position, conclusion = excluded.conclusion, summary = excluded.summary,
         annotations = excluded.annotations, ran_at = excluded.ran_at`,
    [
      of.number,
      checks.map((check) => check.name),
      checks.map((check) => CHECK_NAMES.indexOf(check.name)),
      checks.map((check) => check.conclusion),
      checks.map((check) => check.summary),
      checks.map((check) => JSON.stringify(check.annotations)),
      checks.map((check) => (check.ranAt ?? tx.at).toISOString()),
    ],
  );
}

/** Writes what one check found where it waits, or failed before; answers whether it did. */
export async function saveCheck(tx: Tx, number: number, check: CheckResult): Promise<boolean> {
  const written = await tx.query(
    `update pull_checks set conclusion = $3, summary = $4, annotations = $5, ran_at = $6
     where number = $1 and name = $2 and (conclusion = 'PENDING' or conclusion = 'FAILURE' and ran_at < $6)
     returning 1`,
    [number, check.name, check.conclusion, check.summary, JSON.stringify(check.annotations), check.ranAt ?? tx.at],
  );
  return written.length > 0;
}

/** The checks of a pull request as they stand: PENDING where its head, or main, has moved since they ran. */
export async function readChecks(db: Db, pull: PullRow): Promise<CheckResult[]> {
  const isOpen = pull.state === 'OPEN' || pull.state === 'DRAFT';
  const { checkedHead, checkedMain, head } = pull;
  if (checkedHead === null) return pendingChecks();
  if (isOpen && (checkedHead !== head || checkedMain !== (await readMain(db)))) return pendingChecks();
  return listChecks(db, pull.number);
}

/** What the checks found when they last ran. */
export function listChecks(db: Db, number: number): Promise<CheckResult[]> {
  return db.query<CheckResult>(
    `select name, conclusion, summary, annotations, ran_at as "ranAt" from pull_checks where number = $1 order by position`,
    [number],
  );
}
