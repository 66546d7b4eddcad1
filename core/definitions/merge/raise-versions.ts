import { printCanonical } from '../canonical.js';
import { isObject } from '../diff/is-object.js';
import { fileKind } from '../file-kinds.js';
import { parseFile } from '../parse.js';
import type { Files } from '../tree.js';
import { nextVersions } from './next-versions.js';

/** The merged tree with the version of every model as the merge writes it: raised where it changed, main's where not. */
export function raiseVersions(main: Files, merged: Files): Files {
  const next = new Map(nextVersions(main, merged).map(({ path, to }) => [path, to]));
  const files: { [path: string]: string } = { ...merged };
  for (const [path, text] of Object.entries(merged)) {
    if (fileKind(path)?.kind !== 'model') continue;
    const { value } = parseFile(path, text);
    const version = next.get(path) ?? versionIn(main, path);
    if (isObject(value) && version !== undefined) files[path] = printCanonical({ ...value, version });
  }
  return files;
}

function versionIn(files: Files, path: string): string | undefined {
  const value = Object.hasOwn(files, path) ? parseFile(path, files[path] ?? '').value : undefined;
  const version = isObject(value) ? value['version'] : undefined;
  return typeof version === 'string' ? version : undefined;
}
