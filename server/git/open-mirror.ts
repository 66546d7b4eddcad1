import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { atomicFs } from './atomic-fs.js';
import { clearLeftOver } from './clear-left-over.js';
import type { Repository } from './repository.js';

const CONFIG = `[core]
\trepositoryformatversion = 0
\tfilemode = true
\tbare = true
`;

/** Opens the bare repository at `gitdir`, laying an empty one where there is none. What killed processes left goes. */
export async function openMirror(gitdir: string): Promise<Repository> {
  await clearLeftOver(gitdir);
  for (const folder of ['objects/info', 'objects/pack', 'refs/heads', 'refs/tags', 'info']) {
    await mkdir(path.join(gitdir, folder), { recursive: true });
  }
  await writeOnce(path.join(gitdir, 'HEAD'), 'ref: refs/heads/main\n');
  await writeOnce(path.join(gitdir, 'config'), CONFIG);
  await writeOnce(path.join(gitdir, 'description'), 'The scoring definitions of this installation\n');
  return { gitdir, fs: atomicFs(gitdir) };
}

async function writeOnce(file: string, text: string): Promise<void> {
  await writeFile(file, text, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}
