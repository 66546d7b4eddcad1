import { basename } from 'node:path';
import { compileMappedFile } from '../../../core/definitions/compile-mapped-file.js';
import type { MappedFile, Mapping } from '../../../core/definitions/mapping.js';
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
    const found = compileMappedFile(mapping, { ...file, file: basename(path) }, columns).problems;
    const cause = found.length > 0 ? causeOf(first.value.values.join(file.delimiter ?? ','), file) : undefined;
    problems.push(...(cause === undefined ? found : [`${basename(path)} ${cause}`]));
    headers.set(file.key, columns);
  }
  if (problems.length > 0) throw new CliError(problems.join('\n'));
  return headers;
}

const DELIMITERS = [',', ';', '\t', '|'];

/** Why the first line is not what the mapping expects, where that is the way the file is written; with the setting that mends it. */
function causeOf(header: string, { delimiter = ',' }: MappedFile): string | undefined {
  if (/[\0\uFFFD]/.test(header))
    return `is not written in the encoding the mapping says: name it there, such as "encoding": "utf16le" or "latin1"`;
  if (header.includes('\r')) return 'ends its lines with CR alone: save it with line ends LF or CRLF';
  const other = DELIMITERS.find((each) => each !== delimiter && header.includes(each));
  if (other === undefined || header.includes(delimiter)) return undefined;
  const [has, not] = [other, delimiter].map((each) => JSON.stringify(each));
  return `divides its columns by ${has}, not by ${not}: say "delimiter": ${has} for this file in the mapping`;
}
