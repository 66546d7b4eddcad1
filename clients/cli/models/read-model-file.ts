import { existsSync, readFileSync } from 'node:fs';
import { parseFile } from '../../../core/definitions/parse.js';
import { schemaProblems } from '../../../core/definitions/schema-problems.js';
import type { Problem } from '../../../core/definitions/tree.js';
import type { ScoringModel } from '../../../core/scoring/model.js';
import { CliError } from '../cli-error.js';
import { describeProblems } from './describe-problems.js';

/** A model file of its own: of the right form, not yet compiled. @throws CliError where it cannot be read, with line and what to do */
export function readModelFile(file: string): { text: string; model: ScoringModel } {
  const text = readText(file);
  const { value, problems, locate } = parseFile(file, text);
  const found: Problem[] = [...problems];
  if (value !== undefined) {
    const wrong = schemaProblems(file, 'scoring-model.schema.json', value);
    found.push(...wrong.map(({ of, ...finding }) => ({ ...finding, ...locate(finding.pointer, of) })));
  }
  const errors = found.filter(({ level }) => level === 'error');
  if (errors.length > 0) throw new CliError(describeProblems(errors, '.', false));
  return { text, model: value as unknown as ScoringModel };
}

/** The text of a file. @throws CliError where there is none, or it is a folder */
export function readText(file: string): string {
  if (!existsSync(file)) throw new CliError(`There is no file '${file}'.`);
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CliError(`'${file}' cannot be read: ${(error as Error).message}`);
  }
}
