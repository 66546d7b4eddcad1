import type { Db } from '../../db/database.js';
import { listLinks } from '../list-links.js';
import type { GitObjectRow } from '../repository.js';
import type { Remote } from './remote.js';

const MOST_OBJECTS = 400_000;
const MOST_BYTES = 512 * 1024 * 1024;
const PAGE = 2_000;

/**
 * Brings what `wants` reach and the database does not have: every object once. What is known in the database is whole with
 * all it reaches. Throws where the repository lacks an object, or has more than 400,000 or 512 MiB of them.
 */
export async function bringObjects(db: Db, remote: Remote, wants: readonly string[]): Promise<GitObjectRow[]> {
  const missing = await listMissing(db, wants);
  if (missing.length === 0) return [];
  const fetched = await remote.fetch(missing, await listHaves(db));
  const objects: GitObjectRow[] = [];
  const seen = new Set(missing);
  let bytes = 0;
  try {
    for (let wave = missing; wave.length > 0; ) {
      const found = await Promise.all(wave.splice(0, PAGE).map((oid) => readOne(fetched.read, oid)));
      objects.push(...found);
      bytes += found.reduce((sum, { bytes: { length } }) => sum + length, 0);
      if (objects.length > MOST_OBJECTS || bytes > MOST_BYTES) {
        throw new Error('the followed repository is too big: definitions are texts, put them into one of their own');
      }
      const links = [...new Set(found.flatMap(listLinks))].filter((oid) => !seen.has(oid));
      const next = await listMissing(db, links);
      for (const oid of next) seen.add(oid);
      wave = [...wave, ...next];
    }
  } finally {
    await fetched.close();
  }
  return objects;
}

async function readOne(read: (oid: string) => Promise<GitObjectRow | null>, oid: string): Promise<GitObjectRow> {
  const row = await read(oid);
  if (!row) throw new Error(`the followed repository lacks its object ${oid}`);
  return row;
}

async function listMissing(db: Db, oids: readonly string[]): Promise<string[]> {
  const rows = await db.query<{ oid: string }>(
    `select asked.oid from unnest($1::text[]) as asked (oid)
     where not exists (select 1 from git_objects o where o.oid = asked.oid)`,
    [[...new Set(oids)]],
  );
  return rows.map((row) => row.oid);
}

/** Commits from which everything is here, the newest first. */
async function listHaves(db: Db): Promise<string[]> {
  const rows = await db.query<{ oid: string }>(
    `(select oid from merged_commits order by position desc limit 128)
     union (select head from pull_requests order by number desc limit 128)`,
  );
  return rows.map((row) => row.oid);
}
