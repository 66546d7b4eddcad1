import type { Files } from '../../core/definitions/tree.js';
import { objectRow } from './object-row.js';
import type { GitObjectRow } from './repository.js';

interface Folder {
  files: Map<string, string>;
  folders: Map<string, Folder>;
}

const FILE = '100644';
const FOLDER = '40000';

/** The blobs and trees of the files, the root tree first. */
export function treeObjects(files: Files): GitObjectRow[] {
  const root = emptyFolder();
  for (const [path, text] of Object.entries(files)) place(root, path.split('/'), text);
  return folderObjects(root);
}

function emptyFolder(): Folder {
  return { files: new Map(), folders: new Map() };
}

function place(folder: Folder, [head, ...rest]: string[], text: string): void {
  const name = head as string;
  if (rest.length === 0) {
    folder.files.set(name, text);
    return;
  }
  const inner = folder.folders.get(name) ?? emptyFolder();
  folder.folders.set(name, inner);
  place(inner, rest, text);
}

function folderObjects(folder: Folder): GitObjectRow[] {
  const entries: { order: Buffer; bytes: Buffer }[] = [];
  const inside: GitObjectRow[] = [];
  const add = (mode: string, name: string, [object, ...below]: GitObjectRow[]) => {
    const { oid } = object as GitObjectRow;
    const bytes = Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(oid, 'hex')]);
    // Git sorts a folder as if its name ended in a slash, all by bytes.
    entries.push({ order: Buffer.from(mode === FOLDER ? `${name}/` : name), bytes });
    inside.push(object as GitObjectRow, ...below);
  };
  for (const [name, text] of folder.files) add(FILE, name, [objectRow('blob', Buffer.from(text))]);
  for (const [name, inner] of folder.folders) add(FOLDER, name, folderObjects(inner));
  entries.sort((a, b) => a.order.compare(b.order));
  return [objectRow('tree', Buffer.concat(entries.map((entry) => entry.bytes))), ...inside];
}
