import fs from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import git from 'isomorphic-git';
import { readFetched } from './read-fetched.js';
import type { Remote } from './remote.js';

/** A repository in a folder of this machine, bare or with a work tree. */
export function openFolderRemote(folder: string): Remote {
  async function place() {
    const inner = join(folder, '.git');
    const isWorkTree = await access(inner).then(
      () => true,
      () => false,
    );
    return { fs, gitdir: isWorkTree ? inner : folder };
  }
  return {
    async listRefs() {
      const repo = await place();
      const names = await git.listRefs({ ...repo, filepath: 'refs' });
      const refs = names.map(async (name): Promise<[string, string]> => {
        const full = `refs/${name}`;
        return [full, await git.resolveRef({ ...repo, ref: full })];
      });
      const head = await git.resolveRef({ ...repo, ref: 'HEAD' }).catch(() => null);
      return new Map([...(await Promise.all(refs)), ...(head ? [['HEAD', head] as const] : [])]);
    },
    async fetch() {
      return { read: readFetched(await place()), close: async () => undefined };
    },
  };
}
