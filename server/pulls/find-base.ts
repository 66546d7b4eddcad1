import type { Db } from '../db/database.js';
import { readCommits } from '../git/read-commits.js';

/** Where a branch left main, and what it adds. */
export interface Branching {
  /** The newest commit of main it contains; null: it shares no history with main. */
  base: string | null;
  /** Its own commits, each after its parents; those beyond the limit are missing. */
  own: string[];
  tooLong: boolean;
}

const MOST = 1_000;

/** Follows the parents of `head` down to main. All objects must be in the database. */
export async function findBase(db: Db, head: string): Promise<Branching> {
  const seen = new Set([head]);
  const own: string[] = [];
  let best: { oid: string; position: number } | null = null;
  for (let frontier = [head]; frontier.length > 0; ) {
    const merged = await db.query<{ oid: string; position: number }>(
      'select oid, position from merged_commits where oid = any($1) order by position desc',
      [frontier],
    );
    const [newest] = merged;
    if (newest && newest.position > (best?.position ?? 0)) best = newest;
    const inMain = new Set(merged.map((commit) => commit.oid));
    const outside = frontier.filter((oid) => !inMain.has(oid));
    own.push(...outside);
    if (own.length > MOST) return { base: best?.oid ?? null, own: [], tooLong: true };
    const commits = await readCommits(db, outside);
    frontier = [...new Set([...commits.values()].flatMap((commit) => commit.parents))].filter((oid) => !seen.has(oid));
    for (const oid of frontier) seen.add(oid);
  }
  return { base: best?.oid ?? null, own: own.reverse(), tooLong: false };
}
