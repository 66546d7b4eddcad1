import { readTrustedTree } from './read-trusted-tree.js';
import type { DefinitionsTree, Files } from './tree.js';

/** The zone in which a tree counts days and weeks: that of benchmarks.json, else of the first calendar, else UTC. */
export function treeTimeZone({ benchmarks, slas }: Pick<DefinitionsTree, 'benchmarks' | 'slas'>): string {
  return benchmarks.timeZone ?? slas.calendars[0]?.timeZone ?? 'UTC';
}

/** The same of files that are in force. */
export function zoneOfFiles(files: Files): string {
  return treeTimeZone(readTrustedTree(files).tree);
}
