import { readdir } from 'node:fs/promises';
import path from 'node:path';
import git from 'isomorphic-git';
import type { Db } from '../db/database.js';
import { lookLoose, writeLoose } from './loose-object.js';
import type { GitObjectRow, Repository } from './repository.js';

/** What a look at the mirror found and mended. */
export interface MirrorReport {
  objectsWritten: number;
  refsWritten: string[];
  refsRemoved: string[];
}

const PAGE = 500;
const AT_ONCE = 16;

/**
 * Makes the mirror say what the database says: writes objects that are missing or damaged, sets refs that differ,
 * removes refs the database does not have. A mirror too damaged to read is laid anew.
 */
export async function rebuildMirror(repo: Repository, db: Db): Promise<MirrorReport> {
  const report: MirrorReport = { objectsWritten: 0, refsWritten: [], refsRemoved: [] };
  const packs = {};
  for (let after = ''; ; ) {
    const rows = await db.query<GitObjectRow>(
      'select oid, type, bytes from git_objects where oid > $1 order by oid limit $2',
      [after, PAGE],
    );
    if (rows.length === 0) break;
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      const some = rows.slice(at, at + AT_ONCE);
      const restored = await Promise.all(
        some.map(async (row) => ((await holds(repo, row, packs)) ? 0 : writeLoose(repo, row).then(() => 1))),
      );
      report.objectsWritten += restored.reduce((sum, count) => sum + count, 0);
    }
    after = (rows.at(-1) as GitObjectRow).oid;
  }
  await rebuildRefs(repo, db, report);
  return report;
}

/** In a file of its own, or in a pack that a push left. */
async function holds(repo: Repository, row: GitObjectRow, cache: object): Promise<boolean> {
  const loose = await lookLoose(repo, row);
  if (loose !== 'missing' || !(await hasPacks(repo))) return loose === 'whole';
  try {
    const read = await git.readObject({ ...repo, oid: row.oid, format: 'content', cache });
    return Buffer.from(read.object as Uint8Array).equals(row.bytes);
  } catch {
    return false;
  }
}

async function hasPacks({ gitdir }: Repository): Promise<boolean> {
  return (await readdir(path.join(gitdir, 'objects', 'pack'))).length > 0;
}

async function rebuildRefs(repo: Repository, db: Db, report: MirrorReport): Promise<void> {
  const wanted = await db.query<{ name: string; oid: string }>('select name, oid from git_refs order by name');
  const kept = new Set(wanted.map((ref) => ref.name));
  for (const ref of wanted) {
    const present = await git.resolveRef({ ...repo, ref: ref.name }).catch(() => null);
    if (present === ref.oid) continue;
    await git.writeRef({ ...repo, ref: ref.name, value: ref.oid, force: true });
    report.refsWritten.push(ref.name);
  }
  for (const prefix of ['refs/heads', 'refs/tags']) {
    for (const name of await git.listRefs({ ...repo, filepath: prefix })) {
      const full = `${prefix}/${name}`;
      if (kept.has(full)) continue;
      await git.deleteRef({ ...repo, ref: full });
      report.refsRemoved.push(full);
    }
  }
}
