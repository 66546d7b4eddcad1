import type { ParsedFile } from './parse.js';
import { parseFile } from './parse.js';
import type { StandingKeys } from './removed-keys.js';
import { removedKeys } from './removed-keys.js';
import type { Files, Problem } from './tree.js';

/** How many leads stand in a stage, were given a reason at last, or answered a framework, by its key. */
export type Standing = Readonly<Record<keyof StandingKeys, Readonly<Record<string, number>>>>;

/** Files that one change may add, remove or alter. */
export const MOST_ENTRIES = 200;

const WORDS: Readonly<Record<keyof StandingKeys, readonly [word: string, code: string, stand: string]>> = {
  stages: ['stage', 'removed-stage', 'in it'],
  reasons: ['reason', 'removed-reason', 'where it put them'],
  frameworks: ['framework', 'removed-framework', 'by its answers'],
};

/**
 * Judges the step from one tree to another, which no tree alone can tell. Errors: more than 200 files changed; a stage,
 * reason or framework that is gone and not `renamed` while leads stand in it.
 */
export function checkChange({ base, head, standing }: { base: Files; head: Files; standing: Standing }): Problem[] {
  const lifecycle = parseFile('lifecycle.json', head['lifecycle.json'] ?? '');
  const removed = removedKeys(base, head);
  const gone = (Object.keys(WORDS) as (keyof StandingKeys)[]).flatMap((kind) =>
    removed[kind].flatMap((key) => {
      const count = Object.hasOwn(standing[kind], key) ? (standing[kind][key] ?? 0) : 0;
      return count > 0 ? [left(lifecycle, kind, key, count)] : [];
    }),
  );
  return [...largeChange(base, head), ...gone];
}

function largeChange(base: Files, head: Files): Problem[] {
  const paths = [...new Set([...Object.keys(base), ...Object.keys(head)])].sort();
  const changed = paths.filter((path) => base[path] !== head[path]);
  const beyond = changed[MOST_ENTRIES];
  if (beyond === undefined) return [];
  return [
    {
      level: 'error',
      code: 'large-change',
      path: beyond,
      pointer: '',
      line: 1,
      column: 1,
      message: `This change touches ${changed.length} files, at most ${MOST_ENTRIES} may change at once.`,
      hint: 'Propose it in parts that people can read.',
    },
  ];
}

function left(lifecycle: ParsedFile, kind: keyof StandingKeys, key: string, count: number): Problem {
  const [word, code, stand] = WORDS[kind];
  const pointer = isThere(lifecycle, kind) ? `/${kind}` : '';
  const leads = count === 1 ? '1 lead stands' : `${count} leads stand`;
  return {
    level: 'error',
    code,
    path: 'lifecycle.json',
    pointer,
    ...lifecycle.locate(pointer),
    message: `The ${word} '${key}' is gone, but ${leads} ${stand}.`,
    hint: `Say where they go: "renamed": {"${kind}": {"${key}": "…"}}.`,
  };
}

function isThere({ value }: ParsedFile, member: string): boolean {
  return value !== null && typeof value === 'object' && Object.hasOwn(value, member);
}
