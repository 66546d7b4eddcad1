import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'accord-results-'));
const results = join(scratch, 'results.json');

const jest = spawn(
  process.execPath,
  [join(root, 'node_modules/jest/bin/jest.js'), ...process.argv.slice(2), '--json', '--outputFile', results],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      // git as somebody who has no settings of his own, wherever the tests are run
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: devNull,
      GIT_DIR: undefined,
      GIT_INDEX_FILE: undefined,
      GIT_WORK_TREE: undefined,
      NODE_OPTIONS:
        `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning`.trim(),
    },
  },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => jest.kill(signal));

jest.on('exit', (code) => {
  const { passed, failed } = count();
  rmSync(scratch, { recursive: true, force: true });
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = code === 0 && failed === 0 && passed > 0 ? 0 : 1;
});

/** A file that could not even be loaded, and a run that never began, count as one failure each. */
function count() {
  try {
    const run = JSON.parse(readFileSync(results, 'utf8'));
    return { passed: run.numPassedTests, failed: run.numFailedTests + run.numRuntimeErrorTestSuites };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
