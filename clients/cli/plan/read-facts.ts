import { existsSync, statSync } from 'node:fs';
import type { FactsHead, FactsLine } from '../../../core/definitions/impact/facts-file.js';
import { CliError } from '../cli-error.js';
import { readLines } from './read-lines.js';

/**
 * Reads exported facts a lead at a time, never the whole file; `onLead` is called in order of ids, once the head is known.
 * @throws CliError where it is no such file, or was cut off
 */
export async function readFacts(
  file: string,
  onLead: (rows: FactsLine, head: FactsHead) => void,
): Promise<{ head: FactsHead; leads: number }> {
  if (!existsSync(file)) throw new CliError(`There is no file '${file}': accord facts export > FILE writes one.`);
  if (statSync(file).isDirectory()) {
    throw new CliError(`'${file}' is a folder: name the file that accord facts export > FILE wrote.`);
  }
  let head: FactsHead | null = null;
  let leads = 0;
  let number = 0;
  let isWhole = false;
  for await (const line of readLines(file)) {
    number++;
    const value = parseLine(file, number, line);
    if (!head) {
      head = asHead(file, value);
      continue;
    }
    if (isWhole) throw new CliError(`${file}:${number} comes after the end of the facts: export them again.`);
    if (typeof value['leads'] === 'number') {
      isWhole = true;
      if (value['leads'] !== leads)
        throw new CliError(`${file} holds ${leads} leads of ${value['leads']}: export it again.`);
      continue;
    }
    if (!isLead(value)) throw new CliError(`${file}:${number} is no lead: export the facts again.`);
    leads++;
    onLead(value, head);
  }
  if (!head) throw new CliError(`'${file}' is empty: accord facts export > FILE writes facts.`);
  if (!isWhole) throw new CliError(`'${file}' was cut off after ${leads} leads: export the facts again.`);
  return { head, leads };
}

type Line = { [key: string]: unknown };

function parseLine(file: string, number: number, line: string): Line {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Line;
  } catch {
    // told below
  }
  throw new CliError(`${file}:${number} is no JSON object: export the facts again, with accord facts export > FILE.`);
}

function asHead(file: string, value: Line): FactsHead {
  if (value['accord'] !== 'facts') {
    throw new CliError(`'${file}' holds no exported facts: accord facts export > FILE writes them.`);
  }
  if (value['version'] !== 1) {
    throw new CliError(
      `'${file}' is of version ${String(value['version'])}, this command reads 1: use a newer accord.`,
    );
  }
  const head = value as Partial<FactsHead>;
  if (typeof head.files !== 'object' || Number.isNaN(Date.parse(String(head.at)))) {
    throw new CliError(`'${file}' does not say what was in force, and when: export the facts again.`);
  }
  return value as unknown as FactsHead;
}

function isLead(value: Line): value is Line & FactsLine {
  const { lead, facts, transitions, crossings } = value;
  return typeof lead === 'object' && lead !== null && [facts, transitions, crossings].every(Array.isArray);
}
