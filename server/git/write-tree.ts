import git from 'isomorphic-git';
import type { Files } from '../../core/definitions/tree.js';
import type { Repository } from './repository.js';

interface Folder {
  files: Map<string, string>;
  folders: Map<string, Folder>;
}

/** Writes the files as blobs and trees and returns every oid written, the root tree's first. */
export async function writeTree(repo: Repository, files: Files): Promise<string[]> {
  const root: Folder = { files: new Map(), folders: new Map() };
  for (const [path, text] of Object.entries(files)) place(root, path.split('/'), text);
  return writeFolder(repo, root);
}

function place(folder: Folder, [head, ...rest]: string[], text: string): void {
  const name = head as string;
  if (rest.length === 0) {
    folder.files.set(name, text);
    return;
  }
  const inner = folder.folders.get(name) ?? { files: new Map(), folders: new Map() };
  folder.folders.set(name, inner);
  place(inner, rest, text);
}

async function writeFolder(repo: Repository, folder: Folder): Promise<string[]> {
  const entries: { mode: string; path: string; oid: string; type: 'blob' | 'tree' }[] = [];
  const written: string[] = [];
  for (const [path, text] of folder.files) {
    const oid = await git.writeBlob({ ...repo, blob: new TextEncoder().encode(text) });
    entries.push({ mode: '100644', path, oid, type: 'blob' });
    written.push(oid);
  }
  for (const [path, inner] of folder.folders) {
    const oids = await writeFolder(repo, inner);
    entries.push({ mode: '040000', path, oid: oids[0] as string, type: 'tree' });
    written.push(...oids);
  }
  return [await git.writeTree({ ...repo, tree: entries }), ...written];
}
