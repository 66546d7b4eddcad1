import { readTree } from '../read-tree.js';
import type { Files } from '../tree.js';
import { isReplayed } from './is-replayed.js';

/**
 * A sentence on a changed file that would be misread: a value that its schema does not know counts as nothing, and the
 * figures would be wrong without a word. A superfluous property does no harm, nor does what is in force already. Null: none.
 */
export function findMisread(before: Files, after: Files): string | null {
  if (before['lifecycle.json'] !== undefined && after['lifecycle.json'] === undefined) {
    return 'lifecycle.json: This file is needed: it says which models run, and the stages.';
  }
  const changed = Object.entries(after).filter(([path, text]) => isReplayed(path) && text !== before[path]);
  const { findings } = readTree(Object.fromEntries(changed));
  const fault = findings.find(({ code }) => code !== 'unknown-property');
  return fault ? `${fault.path}${fault.pointer}: ${fault.message}` : null;
}
