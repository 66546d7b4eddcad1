import { fileKind } from '../../core/definitions/file-kinds.js';
import type { Files } from '../../core/definitions/tree.js';
import type { Db } from '../db/database.js';
import { parseTreeObject } from './parse-tree-object.js';
import type { GitObjectRow } from './repository.js';

const FOLDER = '40000';
const FILE = '100644';

/** Whether a folder may hold definitions. */
const isPlace = (path: string): boolean => /^(models|mappings|templates|schemas)$/.test(path);

/** Who may sign merges: of the repository, not of the definitions. */
export const ALLOWED_SIGNERS = 'allowed_signers';

/** The definitions of a commit, path to text, from the database; null when there is no such commit. Files that are none (of a repository that is followed) are left out. */
export async function readFiles(db: Db, commit: string): Promise<Files | null> {
  const [object] = await objects(db, [commit]);
  if (object?.type !== 'commit') return null;
  const root = /^tree ([0-9a-f]{40})$/m.exec(Buffer.from(object.bytes).toString('utf8'))?.[1] as string;
  const files: Record<string, string> = {};
  let folders = [{ prefix: '', oid: root }];
  const blobs: { path: string; oid: string }[] = [];
  while (folders.length > 0) {
    const found = byOid(
      await objects(
        db,
        folders.map((each) => each.oid),
      ),
    );
    const inner: typeof folders = [];
    for (const folder of folders) {
      for (const entry of parseTreeObject(contentOf(found, folder.oid))) {
        const path = `${folder.prefix}${entry.name}`;
        if (entry.mode === FOLDER && isPlace(path)) inner.push({ prefix: `${path}/`, oid: entry.oid });
        else if (entry.mode === FILE && fileKind(path)) blobs.push({ path, oid: entry.oid });
      }
    }
    folders = inner;
  }
  const texts = byOid(
    await objects(
      db,
      blobs.map((each) => each.oid),
    ),
  );
  for (const blob of blobs) files[blob.path] = Buffer.from(contentOf(texts, blob.oid)).toString('utf8');
  return files;
}

function objects(db: Db, oids: string[]): Promise<GitObjectRow[]> {
  return db.query<GitObjectRow>('select oid, type, bytes from git_objects where oid = any($1)', [oids]);
}

function byOid(rows: GitObjectRow[]): Map<string, GitObjectRow> {
  return new Map(rows.map((row) => [row.oid, row]));
}

function contentOf(found: Map<string, GitObjectRow>, oid: string): Uint8Array {
  const row = found.get(oid);
  if (!row) throw new Error(`git object ${oid} is missing from the database`);
  return row.bytes;
}
