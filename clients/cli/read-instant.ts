import { CliError } from './cli-error.js';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/i;

/** The instant that an option names, null where it was left out. @throws CliError (exit code 2) where it names none */
export function readInstant(option: string, text: string | undefined): Date | null {
  if (text === undefined) return null;
  const at = INSTANT.test(text) ? new Date(text) : new Date(Number.NaN);
  if (!Number.isNaN(at.getTime())) return at;
  throw new CliError(`${option} is ${JSON.stringify(text)}: write an instant such as 2026-03-31T12:00:00Z.`, 2);
}
