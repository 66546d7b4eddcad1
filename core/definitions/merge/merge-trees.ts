import type { Json, JsonObject } from '../../scoring/facts.js';
import { printCanonical } from '../canonical.js';
import { isObject } from '../diff/is-object.js';
import { isForm, normalFile } from '../diff/normal-form.js';
import { fileKind } from '../file-kinds.js';
import { parseFile } from '../parse.js';
import type { Files } from '../tree.js';
import type { MergeConflict } from './merge-conflict.js';
import { mergeValues } from './merge-values.js';
import { sayConflict } from './say-conflict.js';
import type { Clash, Sides } from './three-way.js';

/**
 * Three trees made one by key: `ours` is main, `theirs` the proposal, `base` where they parted. JSON is merged field
 * by field and comes out canonical; texts, and JSON that cannot be read, by whole file. A conflict leaves ours.
 * `version` and `$schema` are in no conflict: main's stay, or the proposal's where main did not change the file.
 */
export function mergeTrees(base: Files, ours: Files, theirs: Files): { files: Files; conflicts: MergeConflict[] } {
  const paths = new Set([base, ours, theirs].flatMap((files) => Object.keys(files)));
  const files: { [path: string]: string } = {};
  const conflicts: MergeConflict[] = [];
  for (const path of [...paths].sort()) {
    const [b, o, t] = [base, ours, theirs].map((side) => textOf(side, path));
    const { text, clashes } = mergeFile(path, b, o, t);
    if (text !== undefined) files[path] = text;
    conflicts.push(...clashes.map((clash) => conflictOf(path, clash)));
  }
  return { files, conflicts };
}

interface MergedFile {
  text: string | undefined;
  clashes: Clash[];
}

function mergeFile(path: string, base?: string, ours?: string, theirs?: string): MergedFile {
  if (base === theirs || ours === theirs) return { text: written(path, ours), clashes: [] };
  if (base === ours) return { text: written(path, theirs), clashes: [] };
  const [b, o, t] = [base, ours, theirs].map((text) => readSide(path, text));
  const isJson = fileKind(path)?.schema !== undefined && [b, o, t].every((side) => side !== 'unread');
  const sides = (isJson ? { base: b, ours: o, theirs: t } : { base, ours, theirs }) as Sides;
  const meaning = (side: Json | undefined): string | undefined =>
    side === undefined ? undefined : isJson ? normalFile(side) : JSON.stringify(side);
  const [was, mine, other] = [meaning(sides.base), meaning(sides.ours), meaning(sides.theirs)];
  if (mine === other || was === other) return { text: written(path, ours), clashes: [] };
  if (was === mine) return { text: written(path, theirs), clashes: [] };
  const { base: old, ours: main, theirs: proposal } = sides;
  if (!isJson || !isObject(old) || !isObject(main) || !isObject(proposal)) {
    return { text: written(path, ours), clashes: [{ place: { steps: [], base: '', theirs: '' }, sides }] };
  }
  const place = { steps: [], base: '', theirs: '' };
  const [from, to] = [withFormOf(main, old), withFormOf(main, proposal)];
  const { value, clashes } = mergeValues(place, { base: from, ours: main, theirs: to });
  return { text: printCanonical(value ?? null), clashes };
}

/** A side with main's `$schema` and `version`, so that they clash with nothing. */
function withFormOf(main: JsonObject, side: JsonObject): JsonObject {
  const members = Object.entries(side).filter(([member]) => !isForm(member) || Object.hasOwn(main, member));
  const form = Object.entries(main).filter(([member]) => isForm(member));
  return { ...Object.fromEntries(members), ...Object.fromEntries(form) };
}

/** 'unread' where there is a text that is no JSON; undefined where there is none. */
function readSide(path: string, text: string | undefined): Json | undefined | 'unread' {
  return text === undefined ? undefined : (parseFile(path, text).value ?? 'unread');
}

/** A text as it is kept: JSON that can be read in canonical form. */
function written(path: string, text: string | undefined): string | undefined {
  if (text === undefined || fileKind(path)?.schema === undefined) return text;
  const { value } = parseFile(path, text);
  return value === undefined ? text : printCanonical(value);
}

function conflictOf(path: string, clash: Clash): MergeConflict {
  const { place, sides } = clash;
  const { base, ours, theirs } = sides;
  const pointer = base === undefined ? place.theirs : place.base;
  return {
    path,
    pointer,
    base: base ?? null,
    ours: ours ?? null,
    theirs: theirs ?? null,
    summary: sayConflict(path, clash),
  };
}

function textOf(files: Files, path: string): string | undefined {
  return Object.hasOwn(files, path) ? files[path] : undefined;
}
