import { fileKind } from '../../../core/definitions/file-kinds.js';
import type { Db } from '../../db/database.js';
import type { CommitEntry } from '../../git/http/list-entries.js';
import { parseCommitObject } from '../../git/parse-commit-object.js';
import { parseTreeObject } from '../../git/parse-tree-object.js';
import type { GitObjectRow } from '../../git/repository.js';

/** The files of a commit whose paths are of the tree, with what they hold: a repository on a forge holds other files too, which are left alone. */
export interface KnownEntries {
  entries: CommitEntry[];
  contents: Map<string, Uint8Array>;
}

const FOLDERS = /^(models|mappings|templates|schemas)\/$/;

/** Reads them from the database. Throws where there is no such commit. */
export async function readKnownEntries(db: Db, commit: string): Promise<KnownEntries> {
  const root = parseCommitObject((await readOne(db, commit)).bytes).tree;
  const entries: CommitEntry[] = [];
  const contents = new Map<string, Uint8Array>();
  for (let folders = [{ prefix: '', oid: root }]; folders.length > 0; ) {
    const { prefix, oid } = folders.pop() as { prefix: string; oid: string };
    for (const entry of parseTreeObject((await readOne(db, oid)).bytes)) {
      const path = `${prefix}${entry.name}`;
      if (entry.mode === '40000' && FOLDERS.test(`${path}/`))
        folders = [...folders, { prefix: `${path}/`, oid: entry.oid }];
      else if (fileKind(path)) entries.push({ path, mode: entry.mode, oid: entry.oid, size: 0 });
    }
  }
  const rows = await db.query<GitObjectRow>(`select oid, type, bytes from git_objects where oid = any($1)`, [
    entries.map((entry) => entry.oid),
  ]);
  for (const { oid, type, bytes } of rows) if (type === 'blob') contents.set(oid, bytes);
  return {
    entries: entries.map((entry) => ({ ...entry, size: contents.get(entry.oid)?.length ?? 0 })),
    contents,
  };
}

async function readOne(db: Db, oid: string): Promise<GitObjectRow> {
  const [row] = await db.query<GitObjectRow>('select oid, type, bytes from git_objects where oid = $1', [oid]);
  if (!row) throw new Error(`there is no git object ${oid}`);
  return row;
}
