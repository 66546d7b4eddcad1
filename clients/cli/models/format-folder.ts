import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printCanonical } from '../../../core/definitions/canonical.js';
import { fileKind } from '../../../core/definitions/file-kinds.js';
import { parseFile } from '../../../core/definitions/parse.js';
import type { Problem } from '../../../core/definitions/tree.js';
import { describeProblems } from './describe-problems.js';
import { readFolder } from './read-folder.js';

/** What `models fmt` did, or with `check` would do. */
export interface FormatReport {
  ok: boolean;
  folder: string;
  changed: string[];
  problems: Problem[];
}

/** Brings the JSON files of a folder into canonical form; files that cannot be read stay as they are and are told. */
export function formatFolder(folder: string, check: boolean): FormatReport {
  const changed: string[] = [];
  const problems: Problem[] = [];
  for (const [path, text] of Object.entries(readFolder(folder))) {
    const kind = fileKind(path);
    if (!kind || !path.endsWith('.json')) continue;
    const { value, problems: found } = parseFile(path, text);
    problems.push(...found);
    if (value === undefined) continue;
    const canonical = printCanonical(value);
    if (canonical === text) continue;
    changed.push(path);
    if (!check) replaceFile(join(folder, path), canonical);
  }
  const ok = problems.length === 0 && !(check && changed.length > 0);
  return { ok, folder, changed, problems };
}

function replaceFile(file: string, text: string): void {
  const temporary = `${file}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, file);
}

/** The report for people. */
export function describeFormat({ folder, changed, problems }: FormatReport, check: boolean, colour: boolean): string {
  const said = changed.map((path) => `${check ? 'would change' : 'changed'} ${join(folder, path)}`);
  if (problems.length > 0) said.push(describeProblems(problems, folder, colour));
  return said.length > 0 ? said.join('\n') : 'Every file is in canonical form.';
}
