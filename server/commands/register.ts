import type { Command } from 'commander';
import { auditCommand } from './audit/audit-command.js';
import { dbCommand } from './db.js';
import { doctorCommand } from './doctor.js';
import { factsCommand } from './facts/facts-command.js';
import { migrateCommand } from './migrate.js';
import { startCommand } from './start.js';

/** Adds the commands that work on this machine's own database and folders, without the API. */
export function registerMachineVerbs(program: Command): void {
  for (const command of [
    startCommand(),
    dbCommand(),
    migrateCommand(),
    doctorCommand(),
    auditCommand(),
    factsCommand(),
  ])
    program.addCommand(command);
}
