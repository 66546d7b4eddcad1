import { checkTree } from '../../../core/definitions/check.js';
import type { Problem } from '../../../core/definitions/tree.js';
import { countProblems, describeProblems } from './describe-problems.js';
import { readFolder } from './read-folder.js';

/** What `models validate` found. */
export interface Validation {
  ok: boolean;
  folder: string;
  files: number;
  problems: Problem[];
}

/** Checks a definitions folder as the server would; `today` (YYYY-MM-DD) tells which models are past their review. */
export function validateFolder(folder: string, today: string): Validation {
  const files = readFolder(folder);
  const { problems } = checkTree(files, { today });
  return { ok: problems.every((one) => one.level === 'warning'), folder, files: Object.keys(files).length, problems };
}

/** The validation for people, errors nearest to the prompt. */
export function describeValidation({ folder, files, problems, ok }: Validation, colour: boolean): string {
  const errorsLast = [...problems].sort((a, b) => Number(a.level === 'error') - Number(b.level === 'error'));
  const said = describeProblems(errorsLast, folder, colour);
  const end = `${ok ? 'ok' : 'not ok'}: ${files} files, ${countProblems(problems)}`;
  return said === '' ? end : `${said}\n\n${end}`;
}
