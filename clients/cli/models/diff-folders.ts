import type { ChangeLevel, DefinitionChange } from '../../../core/definitions/diff/definition-change.js';
import { diffMarkdown } from '../../../core/definitions/diff/diff-markdown.js';
import { diffPatch } from '../../../core/definitions/diff/diff-patch.js';
import { diffTrees } from '../../../core/definitions/diff/diff-trees.js';
import { levelOf } from '../../../core/definitions/diff/level-of.js';
import { readFolder } from './read-folder.js';

/** What differs between two folders. */
export interface FolderDiff {
  changes: DefinitionChange[];
  level: ChangeLevel;
  markdown: string;
  patch: string;
}

/** What differs between two definitions folders: by key and in words, and as a patch that `git apply` takes. */
export function diffFolders(before: string, after: string): FolderDiff {
  const [base, head] = [readFolder(before), readFolder(after)];
  const changes = diffTrees(base, head);
  return { changes, level: levelOf(changes), markdown: diffMarkdown(changes), patch: diffPatch(base, head) };
}
