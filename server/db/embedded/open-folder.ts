import { constants } from 'node:fs';
import { access, mkdir, realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { StartRefused } from '../../start-refused.js';

/** Makes DATA_DIR when it is missing and returns its real, absolute path. @throws StartRefused when it cannot be made or written */
export async function openFolder(folder: string): Promise<string> {
  try {
    await mkdir(resolve(folder), { recursive: true });
    await access(folder, constants.W_OK | constants.X_OK);
    return await realpath(folder);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new StartRefused(
      `DATA_DIR ${resolve(folder)} cannot be used (${reason}): set it to a folder this user may write.`,
    );
  }
}
