import { runCommand } from './run-command.js';

/** No file, export or dependency that nothing uses, as knip.jsonc says. */
export async function unused() {
  const { code, out, err } = await runCommand('knip', ['--no-progress', '--no-config-hints']);
  return {
    problems:
      code === 0
        ? []
        : `${out}${err}`
            .split('\n')
            .map((line) => line.trimEnd())
            .filter(Boolean),
  };
}
