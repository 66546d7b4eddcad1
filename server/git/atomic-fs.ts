import { randomBytes } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import {
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  readlink,
  rename,
  rmdir,
  stat,
  symlink,
  unlink,
} from 'node:fs/promises';
import path from 'node:path';

/**
 * The file system isomorphic-git works on: every write goes to a temporary file, is synced and renamed into place, so
 * that a kill at any instant leaves either the old file or the new one. Temporary files lie beside `refs/`, never in it.
 */
export function atomicFs(gitdir: string) {
  const staging = path.join(gitdir, 'staging');
  return {
    promises: {
      readFile,
      readdir,
      mkdir,
      rmdir,
      unlink,
      stat,
      lstat,
      readlink,
      symlink,
      async writeFile(file: string, data: string | Uint8Array): Promise<void> {
        await mkdir(staging, { recursive: true });
        const temporary = path.join(staging, randomBytes(12).toString('hex'));
        await syncAndClose(await open(temporary, 'wx'), data);
        await rename(temporary, file);
        await syncFolder(path.dirname(file));
      },
    },
  };
}

async function syncAndClose(handle: FileHandle, data: string | Uint8Array): Promise<void> {
  try {
    await handle.writeFile(data);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
