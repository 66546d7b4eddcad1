import { fileKind } from './file-kinds.js';
import { MAX_FILE_BYTES } from './parse.js';

/** A file as a commit would have it: `mode` as git writes it (absent: an ordinary file), `size` in bytes. */
export interface FileEntry {
  path: string;
  mode?: string;
  size: number;
}

/** Why a file may not be in the tree; an empty path speaks of all files together. */
export interface FileRefusal {
  path: string;
  reason: string;
}

/** Most files of a tree. */
export const MAX_FILES = 1_000;
/** Most bytes of a tree. */
export const MAX_TREE_BYTES = 16 * 1024 * 1024;

/** Judges paths, modes and sizes before anything is read: only the paths of the tree, ordinary files, within limits. */
export function checkFileSet(entries: readonly FileEntry[]): FileRefusal[] {
  if (entries.length > MAX_FILES) {
    const reason = `There are ${entries.length} files; a tree of definitions holds at most ${MAX_FILES}.`;
    return [{ path: '', reason }];
  }
  const seen = new Set<string>();
  const refusals = entries.flatMap((entry): FileRefusal[] => {
    const twice = seen.has(entry.path) ? 'The path is given twice; keep one of the two.' : null;
    seen.add(entry.path);
    const reason = modeRefusal(entry.mode ?? ORDINARY) ?? pathRefusal(entry.path) ?? sizeRefusal(entry.size) ?? twice;
    return reason === null ? [] : [{ path: entry.path, reason }];
  });
  const bytes = entries.reduce((sum, { size }) => sum + size, 0);
  if (refusals.length === 0 && bytes > MAX_TREE_BYTES) {
    refusals.push({ path: '', reason: `All files together are larger than ${MAX_TREE_BYTES / 1024 / 1024} MiB.` });
  }
  return refusals;
}

const ORDINARY = '100644';
const MODES: { readonly [mode: string]: string } = {
  '120000': 'It is a symbolic link; only ordinary files are allowed.',
  '160000': 'It is a submodule; only ordinary files are allowed.',
  '100755': 'It is executable; only ordinary files (mode 100644) are allowed.',
  '040000': 'It is a folder where a file must be.',
};

function modeRefusal(mode: string): string | null {
  if (mode === ORDINARY) return null;
  return (Object.hasOwn(MODES, mode) ? MODES[mode] : undefined) ?? `Its mode is ${mode}; only 100644 is allowed.`;
}

function sizeRefusal(size: number): string | null {
  return size <= MAX_FILE_BYTES
    ? null
    : `The file is larger than ${MAX_FILE_BYTES / 1024} KiB; keep less in it, or divide it.`;
}

/** What git or a file system would take for its own folder: `.git`, `.GIT`, `.git.`, `git~1`, `.git::$INDEX_ALLOCATION`. */
const GIT = /^(?:\.git|git~\d+)(?:[ .]*|:.*)$/i;

function pathRefusal(path: string): string | null {
  if (fileKind(path)) return null;
  const parts = path.split('/');
  if (path === '') return 'The path is empty; begin it in the tree, such as models/KEY.json.';
  if (/\p{Cc}/u.test(path)) return 'The path holds a control character; names are in small letters, digits and -.';
  if (path.includes('\\')) return 'The path holds a backslash; folders are divided by /.';
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) return 'The path is absolute; paths begin in the tree.';
  if (parts.some((part) => part === '..' || part === '.'))
    return 'The path holds . or ..; it must not leave its folder.';
  if (parts.some((part) => GIT.test(part)))
    return 'The path names the folder of git itself, which is no part of the tree; leave it out.';
  if (parts.includes('')) return 'The path holds an empty name: // or a / at the end; write each folder once.';
  if (/[^ -~]/.test(path)) return 'The path holds letters other than a to z; digits and - are allowed beside these.';
  if (parts.some((part) => /^[. ]|[. ]$/.test(part)))
    return 'A name begins or ends with a dot or a space; write it without.';
  const lower = path === path.toLowerCase() ? null : path.toLowerCase();
  const meant = [lower, path.replace(/^readme\.md$/i, 'README.md')].find(
    (other) => other && other !== path && fileKind(other),
  );
  if (meant) return `The path differs from ${meant} by its case; write it so.`;
  return PLACES;
}

const PLACES =
  'The tree has no place for it. Allowed: README.md, the JSON files of the root, models/KEY.json, models/KEY.test.json, mappings/KEY.json, templates/KEY.md, schemas/NAME.schema.json; names in small letters, digits and -.';
