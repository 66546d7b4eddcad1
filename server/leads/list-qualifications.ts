import type { Lifecycle } from '../../core/definitions/tree.js';
import type { Fact, Instant } from '../../core/scoring/facts.js';
import type { Db } from '../db/database.js';
import { frameworkNames, type QualificationRow, readQualification } from './read-qualification.js';

/** How a lead stands by every framework of which a question was ever answered. */
export async function listQualifications(
  db: Db,
  lifecycle: Lifecycle,
  facts: readonly Fact[],
  at: Instant,
): Promise<QualificationRow[]> {
  const answered = new Set(facts.flatMap((fact) => (fact.kind === 'qualification' ? [fact.framework] : [])));
  const keys = (lifecycle.frameworks ?? [])
    .map((one) => one.key)
    .filter((key) => frameworkNames(lifecycle, key).some((name) => answered.has(name)));
  const rows = await Promise.all(keys.map((key) => readQualification(db, lifecycle, facts, at, key)));
  return rows.filter((row) => row !== null);
}
