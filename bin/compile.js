import { spawn } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const PREFIX = '.test-build-';

/**
 * Compiles the sources into a folder of this process beside `dist` (so that paths relative to a file are the same) and
 * returns its path; folders of processes that have ended are removed. Type errors do not stop it: `npm run check` tells them.
 */
export async function compile() {
  for (const name of readdirSync(root)) {
    const pid = Number(name.slice(PREFIX.length));
    if (name.startsWith(PREFIX) && (pid === process.pid || !isAlive(pid))) {
      rmSync(join(root, name), { recursive: true, force: true });
    }
  }
  const outDir = join(root, `${PREFIX}${process.pid}`);
  const options = ['--outDir', outDir, '--incremental', 'false', '--tsBuildInfoFile', 'null', '--noCheck'];
  const code = await run(join(root, 'node_modules/.bin/tsc'), ['-p', join(root, 'tsconfig.json'), ...options]);
  if (code !== 0) throw new Error(`tsc ended with code ${code}`);
  return outDir;
}

/** Whether a process of this id runs on this machine. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('exit', resolve);
  });
}
