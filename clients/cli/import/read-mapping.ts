import { readFileSync } from 'node:fs';
import { checkMapping } from '../../../core/definitions/check-mapping.js';
import type { Mapping } from '../../../core/definitions/mapping.js';
import { CliError } from '../cli-error.js';
import { describeProblems } from '../models/describe-problems.js';

/** Reads and checks a mapping file. @throws CliError with every problem, its line and what to do */
export function readMapping(path: string): Mapping {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new CliError(`The mapping '${path}' cannot be read: ${(error as Error).message}.`);
  }
  const { mapping, problems } = checkMapping(path, text);
  if (!mapping) throw new CliError(describeProblems(problems, '', false));
  return mapping;
}
