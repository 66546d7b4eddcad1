import { build } from './build.js';

/** The one command: verbs of the API from clients/cli, verbs of this machine from server/commands. */
export async function accord(args) {
  await build();
  const { createProgram } = await import('../dist/clients/cli/program.js');
  const { registerMachineVerbs } = await import('../dist/server/commands/register.js');
  const { runProgram } = await import('../dist/clients/cli/run-program.js');
  const program = createProgram();
  registerMachineVerbs(program);
  await runProgram(program, args);
}
