import type { Db } from '../../db/database.js';
import { findTreeFaults } from '../find-tree-faults.js';
import { readKnownEntries } from './read-known-entries.js';

/**
 * What makes a commit of a followed repository unfit, each in a line: modes and sizes there is no place for, copies of
 * schemas that differ from those of `before`, what does not parse. Files that are no definitions are none of our business.
 */
export async function findForgeFaults(db: Db, before: string, commit: string): Promise<string[]> {
  const old = await readKnownEntries(db, before);
  const { entries, contents } = await readKnownEntries(db, commit);
  const known = new Set(old.entries.map((entry) => entry.oid));
  const added = new Map([...contents].filter(([oid]) => !known.has(oid)));
  return findTreeFaults(old.entries, entries, added);
}
