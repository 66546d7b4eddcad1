import { compileMappedFile } from '../../../core/definitions/compile-mapped-file.js';
import type { MappedRow, Mapping } from '../../../core/definitions/mapping.js';
import { CliError } from '../cli-error.js';
import type { OwnerFinder } from './find-owners.js';
import { type ImportUnit, importUnit } from './import-unit.js';
import type { LocatedFile } from './locate-files.js';
import { readRows } from './read-rows.js';
import type { CsvRecord } from './split-records.js';

/** One file of an import and what reading it needs. */
export interface FileImport {
  mapping: Mapping;
  located: LocatedFile;
  findOwner: OwnerFinder;
  /** Leads the files before this one named, by file key; this one adds its own. */
  leadsOf: Map<string, Set<string>>;
  columns: string[];
  onBytes: (bytes: number) => void;
  onRow: (outcome: 'taken' | 'skipped') => void;
  onBadRow: (row: CsvRecord, sentences: string[]) => void;
  stopped: () => boolean;
  send: (unit: ImportUnit) => Promise<void>;
}

/** What a decoder writes where bytes make no sign. */
const REPLACED = '\uFFFD';

/** Reads the rows of one file and hands what they say to `send`, in order, until the end or until stopped. @throws CliError where a column is missing */
export async function importFile(work: FileImport): Promise<void> {
  const { mapping, located, leadsOf, columns } = work;
  const { file, path } = located;
  const named = mapping.files.some((other) => other.joins === file.key) ? new Set<string>() : null;
  if (named) leadsOf.set(file.key, named);
  const joined = file.joins === undefined ? undefined : leadsOf.get(file.joins);
  const { mapRow, problems } = compileMappedFile(mapping, file, columns);
  if (problems.length > 0) throw new CliError(problems.join('\n'));
  let header = true;
  const source = { path, delimiter: file.delimiter, encoding: file.encoding, onBytes: work.onBytes };
  for await (const row of readRows(source)) {
    if (work.stopped()) return;
    if (header) {
      header = false;
      continue;
    }
    const mapped = row.broken === undefined ? mapRow(row.values) : null;
    const sentences = problemsOf(row, columns, mapped, file.encoding ?? 'utf8');
    if (mapped && sentences.length === 0) {
      if (joined && !joined.has(mapped.leadKey)) sentences.push(`The file '${file.joins}' has no row of this lead.`);
      const owner = mapped.lead?.owner;
      if (mapped.lead && owner !== undefined) {
        mapped.lead.owner = work.findOwner(owner);
        if (!mapped.lead.owner) sentences.push(`No user of the platform is '${owner}'.`);
      }
    }
    if (sentences.length > 0) work.onBadRow(row, sentences);
    else if (!mapped) work.onRow('skipped');
    else {
      named?.add(mapped.leadKey);
      work.onRow('taken');
      await work.send(importUnit(mapping, file.key, row, mapped));
    }
  }
}

function problemsOf(row: CsvRecord, columns: string[], mapped: MappedRow | null, encoding: string): string[] {
  if (row.broken !== undefined) return [`The line cannot be read as CSV: ${row.broken}.`];
  if (row.values.length !== columns.length) {
    return [`The row has ${row.values.length} values where the header has ${columns.length} columns.`];
  }
  if (mapped && row.values.some((value) => value.includes(REPLACED))) {
    return [`The row holds bytes that are no ${encoding}: name the file's encoding in the mapping.`];
  }
  return [...(mapped?.problems ?? [])];
}
