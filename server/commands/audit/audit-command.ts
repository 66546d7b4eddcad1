import { Command } from 'commander';
import { exportCommand } from './export-command.js';
import { verifyCommand } from './verify-command.js';

/** The command `audit`: what can be said of the two hash-chained logs on this machine. */
export function auditCommand(): Command {
  return new Command('audit')
    .description('the hash-chained logs')
    .addCommand(verifyCommand())
    .addCommand(exportCommand());
}
