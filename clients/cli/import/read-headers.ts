import { basename } from 'node:path';
import { compileMappedFile } from '../../../core/definitions/compile-mapped-file.js';
import type { Mapping } from '../../../core/definitions/mapping.js';
import { CliError } from '../cli-error.js';
import type { LocatedFile } from './locate-files.js';
import { readRows } from './read-rows.js';

/** The columns of every file by its key, before any row is sent. @throws CliError where a file is empty or lacks a column the mapping reads */
export async function readHeaders(mapping: Mapping, files: LocatedFile[]): Promise<Map<string, string[]>> {
  const headers = new Map<string, string[]>();
  const problems: string[] = [];
  for (const { file, path } of files) {
    const first = await readRows({ path, delimiter: file.delimiter, encoding: file.encoding }).next();
    if (first.done) {
      problems.push(`'${path}' is empty: its first line must name the columns.`);
      continue;
    }
    const columns = first.value.values.map((name) => name.trim());
    problems.push(...compileMappedFile(mapping, { ...file, file: basename(path) }, columns).problems);
    headers.set(file.key, columns);
  }
  if (problems.length > 0) throw new CliError(problems.join('\n'));
  return headers;
}
