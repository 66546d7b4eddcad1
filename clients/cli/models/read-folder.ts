import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Files } from '../../../core/definitions/tree.js';
import { CliError } from '../cli-error.js';

/** Files above this are read no further: a definition may have 256 KiB. */
const ENOUGH_BYTES = 1024 * 1024;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The files of a definitions folder by path; hidden ones and node_modules are passed over. Refuses a folder that is not there. */
export function readFolder(folder: string): Files {
  if (!isFolder(folder)) {
    throw new CliError(`There is no folder '${folder}'. Name the folder that holds lifecycle.json.`);
  }
  const files: { [path: string]: string } = {};
  const walk = (under: string): void => {
    for (const entry of readdirSync(join(folder, under), { withFileTypes: true })) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const path = under === '' ? entry.name : `${under}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else files[path] = readText(join(folder, path), entry);
    }
  };
  walk('');
  return files;
}

function isFolder(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function readText(file: string, entry: Dirent): string {
  if (!entry.isFile()) throw new CliError(`'${file}' is no plain file. A definitions folder holds plain files only.`);
  const bytes = readFileSync(file);
  if (bytes.length > ENOUGH_BYTES) return ' '.repeat(ENOUGH_BYTES);
  try {
    return utf8.decode(bytes);
  } catch {
    throw new CliError(`'${file}' is not UTF-8. Save it as UTF-8.`);
  }
}
