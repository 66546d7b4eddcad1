import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { compileMappedFile } from '../../../core/definitions/compile-mapped-file.js';
import type { MappedFile, MappedRow, Mapping } from '../../../core/definitions/mapping.js';
import type { Fact, Json } from '../../../core/scoring/facts.js';
import { BEGINNING_OF_TIME } from '../../../core/scoring/fold-by-occurrence.js';
import { CliError } from '../cli-error.js';

/** A lead of the files: its facts, and whether it reached the stage asked. */
export interface MappedLeadFacts {
  facts: Fact[];
  reached: boolean;
}

/** Reads CSV files through a mapping into facts a lead; what is not dated counts from the beginning. Rows with problems are counted. */
export function readMappedLeads(
  data: string,
  mapping: Mapping,
  stage: string,
): { leads: MappedLeadFacts[]; badRows: number } {
  const leads = new Map<string, MappedLeadFacts>();
  let badRows = 0;
  for (const { file, path } of filesOf(data, mapping)) {
    const [header = [], ...rows] = readRows(path, file);
    const { mapRow, problems } = compileMappedFile(mapping, file, header);
    if (problems.length > 0) throw new CliError(problems.join('\n'));
    for (const row of rows) {
      const mapped = mapRow(row);
      if (!mapped) continue;
      if (mapped.problems.length > 0) {
        badRows++;
        continue;
      }
      const lead = leads.get(mapped.leadKey) ?? { facts: [], reached: false };
      lead.facts.push(...factsOf(mapped, lead.facts.length));
      lead.reached ||= mapped.moves.some((move) => move.to === stage);
      leads.set(mapped.leadKey, lead);
    }
  }
  return { leads: [...leads.values()], badRows };
}

function filesOf(data: string, mapping: Mapping): { file: MappedFile; path: string }[] {
  if (!existsSync(data)) throw new CliError(`There is no file or folder '${data}'.`);
  if (!statSync(data).isDirectory()) return mapping.files.slice(0, 1).map((file) => ({ file, path: data }));
  return mapping.files.map((file) => {
    const path = [join(data, file.file), join(data, `${file.file}.gz`)].find((one) => existsSync(one));
    if (path === undefined) throw new CliError(`'${data}' has no file '${file.file}', which the mapping names.`);
    return { file, path };
  });
}

function readRows(path: string, file: MappedFile): string[][] {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString(file.encoding ?? 'utf8');
  return parse(text, { bom: true, delimiter: file.delimiter ?? ',', relaxColumnCount: true });
}

function factsOf({ lead, activities }: MappedRow, from: number): Fact[] {
  const facts: Fact[] = [];
  const base = (occurredAt: string | undefined) => {
    const at = occurredAt === undefined ? BEGINNING_OF_TIME : Date.parse(occurredAt);
    const messageId = `${from + facts.length}`;
    return { occurredAt: at, receivedAt: at, ordinal: 0, sequence: from + facts.length, source: 'csv', messageId };
  };
  const set = (path: string, value: Json | undefined): void => {
    if (value !== undefined) facts.push({ ...base(lead?.occurredAt), kind: 'attribute', path, value });
  };
  for (const path of ['email', 'name', 'source', 'channel', 'segment', 'owner'] as const) set(path, lead?.[path]);
  for (const [path, value] of Object.entries(lead?.attributes ?? {})) set(path, value);
  for (const [path, value] of Object.entries(lead?.account?.attributes ?? {})) set(`account.${path}`, value);
  for (const { type, occurredAt, properties } of activities) {
    facts.push({ ...base(occurredAt), kind: 'activity', type, properties: properties ?? {} });
  }
  return facts;
}
