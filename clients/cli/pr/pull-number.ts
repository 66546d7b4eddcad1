import { CliError } from '../cli-error.js';

/** The number of a pull request, with or without `#`. @throws CliError (exit code 2) */
export function pullNumber(text: string): number {
  const number = /^#?([1-9]\d{0,8})$/.exec(text)?.[1];
  if (number === undefined)
    throw new CliError(`'${text}' is no number of a pull request: accord pr list shows all.`, 2);
  return Number(number);
}
