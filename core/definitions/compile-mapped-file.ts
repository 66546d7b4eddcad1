import { compileMappedParts } from './compile-mapped-parts.js';
import type { ReaderContext, RowValues } from './compile-mapped-value.js';
import { mapRow } from './map-row.js';
import type { MappedFile, MappedRow, Mapping } from './mapping.js';
import { suggestWord } from './suggest-word.js';

/** Null: the row is passed over, because `when` leaves it out. */
export type RowMapper = (row: RowValues) => MappedRow | null;

/** Makes the reader of a file's rows; `problems` says which columns the file lacks, one sentence each, with the mapper unusable. */
export function compileMappedFile(
  mapping: Mapping,
  file: MappedFile,
  header: readonly string[],
): { mapRow: RowMapper; problems: string[] } {
  const problems = new Set<string>();
  const positions = new Map(header.map((name, index) => [name.trim(), index]));
  const context: ReaderContext = {
    column(name) {
      const position = positions.get(name.trim());
      if (position === undefined) problems.add(missingColumn(file.file, name, positions));
      else if (header.findIndex((each) => each.trim() === name.trim()) !== position)
        problems.add(`${file.file} has several columns '${name}', and the mapping reads one: rename the others`);
      return position ?? -1;
    },
    blank: new Set(mapping.blank ?? []),
    timeZone: mapping.timeZone ?? 'UTC',
  };
  const parts = compileMappedParts(mapping, file, context);
  return { mapRow: (row) => (parts.taken(row) ? mapRow(parts, row) : null), problems: [...problems] };
}

function missingColumn(file: string, name: string, columns: ReadonlyMap<string, number>): string {
  const near = suggestWord(name, columns.keys());
  const hint = near === undefined ? `it has ${[...columns.keys()].slice(0, 20).join(', ')}` : `did you mean '${near}'?`;
  return `${file} has no column '${name}': ${hint}`;
}
