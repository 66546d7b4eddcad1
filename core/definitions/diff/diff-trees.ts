import type { Json } from '../../scoring/facts.js';
import { readTree } from '../read-tree.js';
import type { Files } from '../tree.js';
import { asksLess } from './asks-less.js';
import { changedFiles, type FileChange } from './changed-files.js';
import { changedPlace } from './changed-place.js';
import type { ChangeKind, DefinitionChange } from './definition-change.js';
import { isObject } from './is-object.js';
import { levelOf } from './level-of.js';
import { type RatedChange, type RatingContext, rateChange } from './rate-change.js';
import { sayChange } from './say-change.js';
import { fileWords } from './subject-words.js';
import { type Uses, usesOf } from './uses-of.js';
import type { ValueChange } from './value-change.js';

/**
 * What differs between two trees, in order of path: paired by key, never by position, each change rated and said.
 * Empty where only form differs: spacing, the order of properties, of conditions and of sets, `version`, `$schema`.
 */
export function diffTrees(base: Files, head: Files): DefinitionChange[] {
  const files = changedFiles(base, head);
  if (files.length === 0) return [];
  const context: RatingContext = {
    base: usesIn(base),
    head: usesIn(head),
    asksLess: asksLess(base, head),
    changedModels: new Set(),
  };
  const own = files.filter(({ path }) => !path.endsWith('.test.json')).map((file) => describe(file, context));
  const changed = own.flat().filter(({ path, level }) => path.startsWith('models/') && level !== 'SAFE');
  const changedModels = new Set(changed.map(({ path }) => path.replace(/^models\/(.+)\.json$/, '$1')));
  const tests = files.filter(({ path }) => path.endsWith('.test.json'));
  const examples = tests.map((file) => describe(file, { ...context, changedModels }));
  return [...own, ...examples].flat().sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** Only what uses something, or runs, is read; what does not fit its schema counts as absent. */
function usesIn(files: Files): Uses {
  const telling = Object.entries(files).filter(([path]) => /^(lifecycle|slas|routing|models\/[^.]+)\.json$/.test(path));
  return usesOf(readTree(Object.fromEntries(telling)).tree);
}

function describe(file: FileChange, context: RatingContext): DefinitionChange[] {
  const { path, changes } = file;
  if (file.act === 'CHANGED' && file.isRead) return changes.map((change) => describeInside(file, change, context));
  const [before, after] = [file.before ?? null, file.after ?? null];
  const whole: RatedChange = { path, act: file.act, steps: [], before, after };
  const parts = changes.map((change) => ({ level: rateChange({ ...change, path }, context) }));
  const level = RATED_WHOLE.test(path) || parts.length === 0 ? rateChange(whole, context) : levelOf(parts);
  const kind = file.act === 'FILE_MOVED' ? 'MOVED' : file.act;
  return [{ path, pointer: '', place: '', kind, level, before, after, summary: sayFile(file) }];
}

/** Files of which a tree has many: as a whole they are rated by whether something uses them, the others by their parts. */
const RATED_WHOLE = /\//;

const KINDS: { readonly [act in ValueChange['act']]: ChangeKind } = {
  ADDED: 'ADDED',
  REMOVED: 'REMOVED',
  CHANGED: 'CHANGED',
  RENAMED: 'MOVED',
  REORDERED: 'MOVED',
};

function describeInside({ path, after }: FileChange, change: ValueChange, context: RatingContext): DefinitionChange {
  return {
    path,
    pointer: change.pointer,
    place: changedPlace(change),
    kind: KINDS[change.act],
    level: rateChange({ ...change, path }, context),
    before: change.before ?? null,
    after: change.after ?? null,
    summary: sayChange(path, after ?? null, change),
  };
}

function sayFile({ path, act, before, after, isRead }: FileChange): string {
  const words = fileWords(path);
  if (act === 'FILE_MOVED') return `${fileWords(String(before))} moved to ${path}`;
  if (act === 'ADDED') return `${words} added${contents(after)}`;
  if (act === 'REMOVED') return `${words} removed${contents(before)}`;
  const unread = !isRead && path.endsWith('.json');
  return unread ? `${words}: the file changed, and cannot be read as JSON` : `${words}: text changed`;
}

/** What stands in a file, counted: ': 7 rules, 1 threshold'. */
function contents(file: Json | undefined): string {
  if (!isObject(file)) return '';
  const lists = Object.entries(file).filter(([member, list]) => Array.isArray(list) && member !== 'acknowledge');
  const counts = lists.map(([member, list]) => counted(Array.isArray(list) ? list.length : 0, member));
  return counts.length > 0 ? `: ${counts.join(', ')}` : '';
}

function counted(count: number, member: string): string {
  return `${count} ${count === 1 ? member.replace(/ies$/, 'y').replace(/s$/, '') : member}`;
}
