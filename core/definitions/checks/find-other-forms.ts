import { printCanonical } from '../canonical.js';
import type { Finding } from '../finding.js';
import type { CheckedTree } from './check.js';

/** Warnings: files that are not in canonical form; the merge normalises them. */
export function findOtherForms({ files, parsed }: CheckedTree): Finding[] {
  return [...parsed].flatMap(([path, { value }]): Finding[] => {
    if (value === undefined || files[path] === printCanonical(value)) return [];
    const message = 'The file is not in canonical form (two spaces, one newline at the end).';
    const hint = 'Run `accord models fmt`; the merge does it too.';
    return [{ level: 'warning', code: 'not-canonical', path, pointer: '', message, hint }];
  });
}
