import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { gitEnvironment } from './git-environment.js';

/** Whether this machine has a git that can serve HTTP. */
export async function findGit(): Promise<boolean> {
  const folder = await new Promise<string | null>((resolve) => {
    execFile('git', ['--exec-path'], { env: gitEnvironment() }, (error, out) => resolve(error ? null : out.trim()));
  });
  if (folder === null) return false;
  return access(join(folder, 'git-http-backend'), constants.X_OK).then(
    () => true,
    () => false,
  );
}
