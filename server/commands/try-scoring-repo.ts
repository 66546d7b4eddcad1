import type { Config } from '../config.js';
import { connect } from '../db/connect.js';
import { openRemote } from '../git/remote/open-remote.js';
import { findMainRef } from '../pulls/forges/find-main-ref.js';
import { listForgeProblems } from '../pulls/forges/forge-main-row.js';

/** What `doctor` tries of the repository that is followed: that it answers, and, with DATABASE_URL, whether its main is in force. None where none is followed. */
export function tryScoringRepo({
  scoringRepo,
  databaseUrl,
}: Pick<Config, 'scoringRepo' | 'databaseUrl'>): [string, () => Promise<string>][] {
  if (!scoringRepo) return [];
  const check = async () => {
    const { name, oid } = findMainRef(await openRemote(scoringRepo).listRefs());
    const problems = databaseUrl === null ? [] : await readProblems(databaseUrl);
    return [`${scoringRepo.url} has ${name} at ${oid.slice(0, 10)}`, ...problems].join('; ');
  };
  return [['scoring repo', check]];
}

/** None are known of a database that was never started on. */
async function readProblems(url: string): Promise<string[]> {
  const connection = await connect({ url, poolSize: 1 });
  try {
    return await listForgeProblems(connection.db).catch(() => []);
  } finally {
    await connection.close();
  }
}
