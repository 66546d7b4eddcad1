import { matchesGlob } from './matches-glob.js';

/**
 * Whether a change lies under a pattern of sign-offs.json: a glob of files, with a JSON pointer after `#` where only a
 * part is meant. A pointer goes by keys (`lifecycle.json#/reasons/bad-timing`); an index in it stands for any entry.
 */
export function matchesPattern(pattern: string, change: { path: string; place: string }): boolean {
  const [glob = '', pointer = ''] = splitPattern(pattern);
  if (!matchesGlob(glob, change.path)) return false;
  const [asked, changed] = [stepsOf(pointer), stepsOf(change.place)];
  // a change above the pointer (of the whole file, of the whole list) changes what lies below it
  return asked.slice(0, changed.length).every((step, index) => /^\d+$/.test(step) || step === changed[index]);
}

/** The glob and the pointer of a pattern. */
export function splitPattern(pattern: string): [glob: string, pointer: string] {
  const at = pattern.indexOf('#');
  return at < 0 ? [pattern, ''] : [pattern.slice(0, at), pattern.slice(at + 1)];
}

function stepsOf(pointer: string): string[] {
  return pointer.split('/').slice(1);
}
