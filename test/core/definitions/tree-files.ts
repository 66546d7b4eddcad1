import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { printCanonical } from '../../../core/definitions/canonical.js';
import { checkTree } from '../../../core/definitions/check.js';
import { pointerMembers } from '../../../core/definitions/pointer.js';
import type { Files, Problem } from '../../../core/definitions/tree.js';
import type { Json } from '../../../core/scoring/facts.js';

/** A parsed file as tests change it: any member may be read and set. */
// biome-ignore lint/suspicious/noExplicitAny: tests break definitions in ways their types forbid
export type Loose = any;

/** The files of a folder by path. */
export function filesOf(folder: string): Files {
  const files: { [path: string]: string } = {};
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files[path.slice(folder.length + 1)] = readFileSync(path, 'utf8');
  }
  return files;
}

/** The starter definitions of this project. */
export const starter: Files = filesOf(join(import.meta.dirname, '../../../scoring-models'));

/** The files with one changed through its parsed value. */
export function edit(files: Files, path: string, change: (value: Loose) => void): Files {
  const value = JSON.parse(files[path] ?? '{}') as Loose;
  change(value);
  return { ...files, [path]: printCanonical(value as Json) };
}

/** The problems with a code, those the files already had before left out. */
export function newProblems(before: Files, after: Files, code: string, today?: string): Problem[] {
  const options = today === undefined ? {} : { today };
  const known = before === starter ? starterProblems(today) : keysOf(checkTree(before, options).problems);
  return checkTree(after, options).problems.filter((one) => one.code === code && !known.has(keyOf(one)));
}

/** Of problems those that the starter set does not have. */
export function notOfStarter(problems: Problem[], today?: string): Problem[] {
  const known = starterProblems(today);
  return problems.filter((one) => !known.has(keyOf(one)));
}

const keyOf = (one: Problem): string => `${one.path} ${one.code} ${one.message}`;
const keysOf = (problems: Problem[]): Set<string> => new Set(problems.map(keyOf));

let checked: { today: string | undefined; keys: Set<string> } | undefined;

function starterProblems(today: string | undefined): Set<string> {
  if (!checked || checked.today !== today) {
    const options = today === undefined ? {} : { today };
    checked = { today, keys: keysOf(checkTree(starter, options).problems) };
  }
  return checked.keys;
}

/** What is changed in a file: JSON pointer → new value; undefined takes the member away, `/-` adds to a list. */
export interface Changes {
  [pointer: string]: unknown;
}

/** The files with members of one changed. */
export function set(files: Files, path: string, changes: Changes): Files {
  return edit(files, path, (value) => {
    for (const [pointer, replacement] of Object.entries(changes)) {
      const members = pointerMembers(pointer);
      const last = members.pop() as string;
      const parent = members.reduce((at, member) => at[member], value);
      if (last === '-') parent.push(replacement);
      else if (replacement === undefined) delete parent[last];
      else parent[last] = replacement;
    }
  });
}
