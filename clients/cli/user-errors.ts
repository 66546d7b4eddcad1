import { CliError } from './cli-error.js';

/** A problem of the domain, as every mutation answers it. */
export interface UserError {
  code: string;
  field: string[] | null;
  message: string;
  hint: string | null;
}

/** The selection every mutation of the command line asks for. */
export const USER_ERRORS = 'userErrors { code field message hint }';

/** Ends the command with what the server said was wrong, a line each. @throws CliError when there is anything */
export function refuseUserErrors(errors: UserError[]): void {
  if (errors.length === 0) return;
  const lines = errors.map(({ message, hint }) => (hint ? `${message} ${hint}` : message));
  throw new CliError(lines.join('\n'));
}
