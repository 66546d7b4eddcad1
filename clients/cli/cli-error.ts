/** A sentence for the person at the terminal, and the exit code: 1 a problem, 2 the command was not understood. */
export class CliError extends Error {
  override readonly name = 'CliError';

  constructor(
    message: string,
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
  }
}
