import { isReplayed } from '../../../core/definitions/impact/is-replayed.js';
import { zoneOfFiles } from '../../../core/definitions/tree-time-zone.js';
import type { Merging } from '../merging.js';

/** Where the time zone stands in which conditions count days and weeks. */
const ZONED = /^(benchmarks|slas)\.json$/;

/** Whether leads may score or move otherwise; of a tree that is not sound the files alone tell. */
export function touchesScoring(
  { touched, before, after }: Pick<Merging, 'touched' | 'before' | 'after'>,
  isSound = true,
): boolean {
  if (touched.some(isReplayed)) return true;
  return isSound && touched.some((path) => ZONED.test(path)) && zoneOfFiles(before) !== zoneOfFiles(after);
}
