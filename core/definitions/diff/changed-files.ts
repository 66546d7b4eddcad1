import type { Json } from '../../scoring/facts.js';
import { fileKind } from '../file-kinds.js';
import { parseFile } from '../parse.js';
import type { Files } from '../tree.js';
import { diffValues } from './diff-values.js';
import { isObject } from './is-object.js';
import { normalFile, normalForm, withoutForm } from './normal-form.js';
import type { ValueChange } from './value-change.js';

/** A file that differs; FILE_MOVED has its old and new path before and after. */
export interface FileChange {
  path: string;
  act: 'ADDED' | 'REMOVED' | 'CHANGED' | 'FILE_MOVED';
  /** The value of a file of JSON, the text of another, where it could be read. */
  before?: Json;
  after?: Json;
  /** Whether the changes inside are known. */
  isRead: boolean;
  changes: ValueChange[];
}

/** The files that say something else in the head, in order of path; a file under another path is one that moved. */
export function changedFiles(base: Files, head: Files): FileChange[] {
  const paths = [...new Set([...Object.keys(base), ...Object.keys(head)])].sort();
  const found = paths.flatMap((path) => fileChange(path, textOf(base, path), textOf(head, path)));
  return withMoves(found, base, head);
}

function fileChange(path: string, before: string | undefined, after: string | undefined): FileChange[] {
  if (before === after) return [];
  const act = before === undefined ? 'ADDED' : after === undefined ? 'REMOVED' : 'CHANGED';
  const isJson = fileKind(path)?.schema !== undefined;
  const [old, now] = [readSide(path, before, isJson), readSide(path, after, isJson)];
  const sides = { ...(old === undefined ? {} : { before: old }), ...(now === undefined ? {} : { after: now }) };
  if (!isJson || (old === undefined && before !== undefined) || (now === undefined && after !== undefined)) {
    return [{ path, act, ...sides, isRead: false, changes: [] }];
  }
  if (old !== undefined && now !== undefined && normalFile(old) === normalFile(now)) return [];
  const place = { steps: [], from: '', to: '' };
  const [was, is] = [meaning(old ?? emptied(now)), meaning(now ?? emptied(old))];
  return [{ path, act, ...sides, isRead: true, changes: diffValues(place, was, is) }];
}

function readSide(path: string, text: string | undefined, isJson: boolean): Json | undefined {
  if (text === undefined || !isJson) return text;
  return parseFile(path, text).value;
}

function meaning(value: Json): Json {
  return isObject(value) ? withoutForm(value) : value;
}

/** What a file would be with nothing in it: its lists without entries. */
function emptied(value: Json | undefined): Json {
  if (!isObject(value)) return null;
  const members = Object.entries(value).flatMap(([member, one]): [string, Json][] =>
    Array.isArray(one) ? [[member, []]] : isObject(one) ? [[member, {}]] : [],
  );
  return Object.fromEntries(members);
}

function textOf(files: Files, path: string): string | undefined {
  return Object.hasOwn(files, path) ? files[path] : undefined;
}

function withMoves(changes: FileChange[], base: Files, head: Files): FileChange[] {
  const gone = changes.filter(({ act }) => act === 'REMOVED');
  const moved = new Map<FileChange, FileChange>();
  for (const change of changes.filter(({ act }) => act === 'ADDED')) {
    const content = nameless(change.path, change.after, head);
    const from = gone.find((one) => !moved.has(one) && nameless(one.path, one.before, base) === content);
    if (from) {
      const names = { before: from.path, after: change.path };
      const whole: FileChange = { path: change.path, act: 'FILE_MOVED', ...names, isRead: false, changes: [] };
      moved.set(from, whole).set(change, whole);
    }
  }
  return changes.flatMap((change) => {
    const whole = moved.get(change);
    return whole === undefined ? [change] : change.act === 'ADDED' ? [whole] : [];
  });
}

/** What a file says, its own name aside. */
function nameless(path: string, value: Json | undefined, files: Files): string {
  const kind = fileKind(path)?.kind ?? path;
  if (!isObject(value)) return `${kind} ${textOf(files, path)}`;
  const { key: _, model: __, ...rest } = withoutForm(value);
  return `${kind} ${normalForm(rest)}`;
}
