import { formatPatch, type StructuredPatch, type StructuredPatchHunk, structuredPatch } from 'diff';
import type { Files } from '../tree.js';

/** Beyond so many lines added and removed the shortest way between two texts costs seconds: all is replaced instead. */
const MOST_EDITS = 3_000;

/** The differences of texts as a unified diff that `git apply` takes: files added and deleted, no newline at the end. */
export function diffPatch(base: Files, head: Files): string {
  const paths = [...new Set([...Object.keys(base), ...Object.keys(head)])].sort();
  return paths.map((path) => filePatch(path, textOf(base, path), textOf(head, path))).join('');
}

function filePatch(path: string, before: string | undefined, after: string | undefined): string {
  if (before === after) return '';
  const options = { context: 3, maxEditLength: MOST_EDITS };
  const found = structuredPatch(path, path, before ?? '', after ?? '', undefined, undefined, options);
  const patch: StructuredPatch = {
    ...{ oldHeader: undefined, newHeader: undefined, isGit: true },
    oldFileName: before === undefined ? '/dev/null' : `a/${path}`,
    newFileName: after === undefined ? '/dev/null' : `b/${path}`,
    hunks: found?.hunks ?? [replaceAll(before ?? '', after ?? '')],
    ...(before === undefined ? { isCreate: true, newMode: '100644' } : {}),
    ...(after === undefined ? { isDelete: true, oldMode: '100644' } : {}),
  };
  return formatPatch(patch);
}

function replaceAll(before: string, after: string): StructuredPatchHunk {
  const [old, now] = [linesOf(before), linesOf(after)];
  const signed = (sign: string, text: string, lines: string[]): string[] => [
    ...lines.map((line) => sign + line),
    ...(text === '' || text.endsWith('\n') ? [] : ['\\ No newline at end of file']),
  ];
  const lines = [...signed('-', before, old), ...signed('+', after, now)];
  return { oldStart: 1, oldLines: old.length, newStart: 1, newLines: now.length, lines };
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  return text.endsWith('\n') || text === '' ? lines.slice(0, -1) : lines;
}

function textOf(files: Files, path: string): string | undefined {
  return Object.hasOwn(files, path) ? files[path] : undefined;
}
