import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * Takes away what a killed git, or a killed process of ours, left in the repository at `gitdir`: half-written files,
 * quarantined pushes, and locks that would refuse every later push to the same branch. Nothing else may work in it meanwhile.
 */
export async function clearLeftOver(gitdir: string): Promise<void> {
  const inside = async (folder: string, isLeft: (name: string) => boolean, recursive = false): Promise<string[]> => {
    const place = path.join(gitdir, folder);
    const names = await readdir(place, { recursive }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    return names.filter((name) => isLeft(path.basename(name))).map((name) => path.join(place, name));
  };
  const isLock = (name: string) => name.endsWith('.lock');
  const left = await Promise.all([
    inside('.', (name) => name === 'staging' || isLock(name)),
    inside('refs', isLock, true),
    inside('objects', (name) => name.startsWith('tmp_')),
    inside('objects/pack', (name) => name.startsWith('tmp_')),
  ]);
  await Promise.all(left.flat().map((file) => rm(file, { recursive: true, force: true })));
}
