import type { Command } from 'commander';
import { openConnection } from '../connection.js';
import { printResult } from '../output.js';

/** Adds `permissions`: the table of who may do what, as the server enforces it. */
export function registerPermissions(program: Command): void {
  program
    .command('permissions')
    .description('print who may do what: the whole table with --json, else what the token may do')
    .action(async (_options: object, command: Command) => {
      const connection = openConnection(command);
      const { json } = command.optsWithGlobals<{ json?: boolean }>();
      if (json || connection.token === null) {
        const table = await connection.fetchJson<unknown>('/permissions.json');
        return printResult(command, table, (whole) => JSON.stringify(whole, null, 2));
      }
      const { permissions } = await connection.request<{ permissions: string[] }>('{ permissions }');
      printResult(command, permissions, (names) => names.join('\n'));
    });
}
