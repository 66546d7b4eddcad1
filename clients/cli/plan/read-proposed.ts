import { checkTree } from '../../../core/definitions/check.js';
import { readTrustedTree } from '../../../core/definitions/read-trusted-tree.js';
import type { Files } from '../../../core/definitions/tree.js';
import { CliError } from '../cli-error.js';
import { describeProblems } from '../models/describe-problems.js';
import { readFolder } from '../models/read-folder.js';

/**
 * The files of a folder that is to be tried. What its checks would say is told by `onError`, and tried all the same.
 * @throws CliError where it cannot be read at all
 */
export function readProposed(folder: string, today: string, onError: (text: string) => unknown): Files {
  const files = readFolder(folder);
  const unreadable = readTrustedTree(files).problems.filter(({ level }) => level === 'error');
  if (unreadable.length > 0) throw new CliError(describeProblems(unreadable, folder, false));
  const errors = checkTree(files, { today }).problems.filter(({ level }) => level === 'error');
  if (errors.length > 0) {
    onError(`A pull request with this folder would fail its checks:\n${describeProblems(errors, folder, false)}\n\n`);
  }
  return files;
}
