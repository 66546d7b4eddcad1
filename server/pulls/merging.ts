import { createHash } from 'node:crypto';
import type { ChangeLevel, DefinitionChange } from '../../core/definitions/diff/definition-change.js';
import { diffTrees } from '../../core/definitions/diff/diff-trees.js';
import { effectText } from '../../core/definitions/diff/effect-text.js';
import { levelOf } from '../../core/definitions/diff/level-of.js';
import type { MergeConflict } from '../../core/definitions/merge/merge-conflict.js';
import { mergeTrees } from '../../core/definitions/merge/merge-trees.js';
import type { Files } from '../../core/definitions/tree.js';

/** What merging would do, or did: the trees before and after (versions not yet raised), and what that means. */
export interface Merging {
  /** What it is merged onto. */
  main: string;
  before: Files;
  after: Files;
  /** Paths of the files whose text differs. */
  touched: readonly string[];
  conflicts: readonly MergeConflict[];
  changes: readonly DefinitionChange[];
  level: ChangeLevel;
  /** What a sign-off names: a digest of what would change, `version` fields aside. */
  effect: string;
}

/** What merging `theirs` into `ours`, both made from `base`, would do. */
export function describeMerging(main: string, trees: { base: Files; ours: Files; theirs: Files }): Merging {
  const { base, ours, theirs } = trees;
  const untouched = base === ours;
  const { files, conflicts } = untouched ? { files: theirs, conflicts: [] } : mergeTrees(base, ours, theirs);
  return { ...describeChange(main, ours, files), conflicts };
}

/** What a change of a tree means. */
export function describeChange(main: string, before: Files, after: Files): Merging {
  const changes = diffTrees(before, after);
  const effect = `sha256:${createHash('sha256').update(effectText(before, after)).digest('hex')}`;
  const paths = new Set([...Object.keys(before), ...Object.keys(after)]);
  const touched = [...paths].filter((path) => before[path] !== after[path]).sort();
  return { main, before, after, touched, conflicts: [], changes, level: levelOf(changes), effect };
}
