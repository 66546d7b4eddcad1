import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

// The command `accord` as bin/accord.js runs it, from the build of this test run instead of `dist`.
const load = (path) => import(pathToFileURL(join(process.env.ACCORD_TEST_BUILD, path)).href);
const { createProgram } = await load('clients/cli/program.js');
const { registerMachineVerbs } = await load('server/commands/register.js');
const { runProgram } = await load('clients/cli/run-program.js');
const program = createProgram();
registerMachineVerbs(program);
await runProgram(program, process.argv.slice(2));
