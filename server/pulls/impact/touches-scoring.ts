import { zoneOfFiles } from '../../../core/definitions/tree-time-zone.js';
import type { Merging } from '../merging.js';

/** What is touched when leads may score or move otherwise; the tracking plan says which activities are ignored. */
const SCORING = /^(lifecycle|activities|models\/(?!.*\.test\.json$).+)\.json$/;
/** Where the time zone stands in which conditions count days and weeks. */
const ZONED = /^(benchmarks|slas)\.json$/;

/** Whether leads may score or move otherwise; of a tree that is not sound the files alone tell. */
export function touchesScoring(
  { touched, before, after }: Pick<Merging, 'touched' | 'before' | 'after'>,
  isSound = true,
): boolean {
  if (touched.some((path) => SCORING.test(path))) return true;
  return isSound && touched.some((path) => ZONED.test(path)) && zoneOfFiles(before) !== zoneOfFiles(after);
}
