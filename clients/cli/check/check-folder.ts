import { checkTree } from '../../../core/definitions/check.js';
import { checkChange } from '../../../core/definitions/check-change.js';
import { checkFileSet } from '../../../core/definitions/check-file-set.js';
import type { ChangeLevel, DefinitionChange } from '../../../core/definitions/diff/definition-change.js';
import { diffTrees } from '../../../core/definitions/diff/diff-trees.js';
import { levelOf } from '../../../core/definitions/diff/level-of.js';
import { fileKind } from '../../../core/definitions/file-kinds.js';
import { askedSlots } from '../../../core/definitions/sign-offs/asked-slots.js';
import { readSignOffRules } from '../../../core/definitions/sign-offs/read-sign-off-rules.js';
import { sortProblems } from '../../../core/definitions/sort-problems.js';
import type { Files, Problem } from '../../../core/definitions/tree.js';
import { readFolder } from '../models/read-folder.js';

/** What a change proposes against its base: what differs, its class, and who must sign it. */
export interface CheckedChange {
  changes: DefinitionChange[];
  level: ChangeLevel;
  /** A slot a person: the teams of which one must sign. */
  signers: string[][];
}

/** What `accord check` found. */
export interface FolderCheck {
  ok: boolean;
  folder: string;
  files: number;
  problems: Problem[];
  /** Where a base was given. */
  change?: CheckedChange;
}

/**
 * Checks a folder as a pull request with it would be, leads and history aside; against the folder `base` it tells what
 * changes too. `today` is YYYY-MM-DD. Refuses folders that are not there.
 */
export function checkFolder(folder: string, base: string | undefined, today: string): FolderCheck {
  const files = readFolder(folder);
  const before = base === undefined ? undefined : readFolder(base);
  const found = [...misplaced(files), ...checkTree(files, { today }).problems];
  if (before) found.push(...checkChange({ base: before, head: files, standing: NOBODY }));
  const problems = sortProblems(found, ({ path }) => !before || before[path] !== files[path]);
  return {
    ok: problems.every(({ level }) => level === 'warning'),
    folder,
    files: Object.keys(files).length,
    problems,
    ...(before ? { change: describeChange(before, files) } : {}),
  };
}

/** Which leads stand where only the platform knows. */
const NOBODY = { stages: {}, reasons: {}, frameworks: {} };

/** What a push would refuse and the check of the tree does not: too many files, too much in all. */
function misplaced(files: Files): Problem[] {
  const sizes = Object.entries(files).map(([path, text]) => ({ path, size: Buffer.byteLength(text) }));
  const refused = checkFileSet(sizes.filter(({ path }) => fileKind(path) !== null));
  return refused
    .filter(({ path }) => path === '')
    .map(({ reason }) => ({
      level: 'error',
      code: 'too-much',
      path: 'lifecycle.json',
      line: 1,
      column: 1,
      message: reason,
    }));
}

function describeChange(base: Files, head: Files): CheckedChange {
  const changes = diffTrees(base, head);
  const level = levelOf(changes);
  return { changes, level, signers: askedSlots(readSignOffRules(base), changes, level).slots };
}
