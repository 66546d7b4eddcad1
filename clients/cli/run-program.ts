import type { Command } from 'commander';
import { CommanderError } from 'commander';
import { suggestWord } from '../../core/definitions/suggest-word.js';
import { CliError } from './cli-error.js';
import { printable } from './printable.js';

/** A verb with a list as its default would take a misspelt word for something to list. */
function refuseUnknownWords(group: Command): void {
  group.hook('preSubcommand', (_, verb) => {
    const [word] = group.args;
    if (word === undefined || word.startsWith('-') || word === verb.name() || verb.aliases().includes(word)) return;
    const near = suggestWord(
      word,
      group.commands.map((command) => command.name()),
    );
    group.error(`error: unknown command '${word}'${near ? `\n(Did you mean ${near}?)` : ''}`);
  });
  group.commands.filter(({ commands }) => commands.length > 0).forEach(refuseUnknownWords);
}

function refuseToExit(command: Command): void {
  command.exitOverride();
  command.showSuggestionAfterError();
  command.commands.forEach(refuseToExit);
}

/**
 * Runs the command line and sets the exit code: 0 ok, 1 a problem (one sentence on stderr), 2 not understood (with a
 * suggestion). With `--detailed-exitcode` 2 says that something changes, and whatever is wrong is 1.
 */
export async function runProgram(program: Command, args: string[]): Promise<void> {
  refuseToExit(program);
  program.commands.filter(({ commands }) => commands.length > 0).forEach(refuseUnknownWords);
  // Whoever reads our output may stop when he has seen enough (`| head`).
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  const notUnderstood = args.includes('--detailed-exitcode') ? 1 : 2;
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : notUnderstood;
      return;
    }
    const text = error instanceof CliError ? error.message : error instanceof Error ? error.stack : String(error);
    process.stderr.write(`${printable(text ?? '')}\n`);
    process.exitCode = error instanceof CliError && error.exitCode === 2 ? notUnderstood : 1;
  }
}
