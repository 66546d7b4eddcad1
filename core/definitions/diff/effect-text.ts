import { fileKind } from '../file-kinds.js';
import { parseFile } from '../parse.js';
import type { Files } from '../tree.js';
import { diffTrees } from './diff-trees.js';
import { levelOf } from './level-of.js';
import { normalFile } from './normal-form.js';

/**
 * What merging would change, as text: the class, and each changed file as it is and as it would be; '' for nothing.
 * Equal effects are equal texts. Whole files stand in it, so that another change to the same file on main shows, and
 * one to other files does not; form, `version` and `$schema` are left out. A higher class shows too.
 */
export function effectText(base: Files, merged: Files): string {
  const all = new Set([...Object.keys(base), ...Object.keys(merged)]);
  const paths = [...all].filter((path) => base[path] !== merged[path]).sort();
  const lines = paths.flatMap((path) => {
    const [before, after] = [contentOf(base, path), contentOf(merged, path)];
    return before === after ? [] : [JSON.stringify([path, before, after])];
  });
  return lines.length === 0 ? '' : `${[levelOf(diffTrees(base, merged)), ...lines].join('\n')}\n`;
}

/** A file's meaning; of what cannot be read as JSON the text, marked; null where there is no file. */
function contentOf(files: Files, path: string): string | null {
  const text = Object.hasOwn(files, path) ? files[path] : undefined;
  if (text === undefined) return null;
  const value = fileKind(path)?.schema === undefined ? undefined : parseFile(path, text).value;
  return value === undefined ? `text ${text}` : normalFile(value);
}
