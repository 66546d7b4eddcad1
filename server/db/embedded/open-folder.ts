import { constants } from 'node:fs';
import { access, mkdir, realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { StartRefused } from '../../start-refused.js';

/** Makes DATA_DIR when it is missing and returns its real, absolute path. @throws StartRefused when it cannot be made or written */
export async function openFolder(folder: string): Promise<string> {
  try {
    await makeFolder(resolve(folder));
    await access(folder, constants.W_OK | constants.X_OK);
    return await realpath(folder);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new StartRefused(
      `DATA_DIR ${resolve(folder)} cannot be used (${reason}): set it to a folder this user may write.`,
    );
  }
}

/** Not `recursive`: under /proc and the like, where nothing can be made, Node's never comes back. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (code !== 'ENOENT' || (await stat(dirname(path)).catch(() => null)) !== null) throw error;
    await makeFolder(dirname(path));
    await makeFolder(path);
  }
}
