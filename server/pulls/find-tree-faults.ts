import { checkFileSet } from '../../core/definitions/check-file-set.js';
import { parseFile } from '../../core/definitions/parse.js';
import type { CommitEntry } from '../git/http/list-entries.js';
import { ALLOWED_SIGNERS } from '../git/read-files.js';
import { printable } from './printable.js';

const MOST_TOLD = 20;
const SCHEMAS = /^schemas\//;

/**
 * What is wrong with the files of a pushed commit, each in a line: paths, modes and sizes there is no place for, and what
 * only the platform writes. With `contents`, the blobs that are new, also files that do not parse, with line and advice.
 */
export function findTreeFaults(
  before: readonly CommitEntry[],
  after: readonly CommitEntry[],
  contents: ReadonlyMap<string, Uint8Array> | null,
): string[] {
  const judged = after.filter((entry) => entry.path !== ALLOWED_SIGNERS);
  const faults = checkFileSet(judged).map(({ path, reason }) => (path ? `${printable(path)}: ${reason}` : reason));
  faults.push(...findForeignChanges(before, after));
  if (contents && faults.length === 0) faults.push(...findUnreadable(judged, contents));
  const more = faults.length - MOST_TOLD;
  return more > 0 ? [...faults.slice(0, MOST_TOLD), `and ${more} more`] : faults;
}

function findForeignChanges(before: readonly CommitEntry[], after: readonly CommitEntry[]): string[] {
  const isOurs = ({ path }: CommitEntry) => path === ALLOWED_SIGNERS || SCHEMAS.test(path);
  const [old, now] = [before, after].map(
    (entries) => new Map(entries.filter(isOurs).map((each) => [each.path, each.oid])),
  );
  const changed = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].filter(
    (path) => old?.get(path) !== now?.get(path),
  );
  return changed
    .sort()
    .map(
      (path) =>
        `${printable(path)}: only the platform writes it; take it from main (git checkout origin/main -- ${printable(path)}).`,
    );
}

function findUnreadable(entries: readonly CommitEntry[], contents: ReadonlyMap<string, Uint8Array>): string[] {
  return entries.flatMap(({ path, oid }) => {
    const bytes = contents.get(oid);
    if (!bytes) return [];
    const text = decode(bytes);
    if (text === null) return [`${path}: It is no UTF-8 text. Save it as UTF-8.`];
    if (!path.endsWith('.json')) return [];
    return parseFile(path, text).problems.map(({ line, column, message, hint }) => {
      return `${path}:${line}:${column}: ${message}${hint ? ` ${hint}` : ''}`;
    });
  });
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
