import type fs from 'node:fs';
import git from 'isomorphic-git';
import { objectRow } from '../object-row.js';
import type { GitObjectRow } from '../repository.js';

/** Reads objects of a repository under their own names; null where it has none such. Throws on one that is not what its name says. */
export function readFetched(repo: { fs: typeof fs; gitdir: string }): (oid: string) => Promise<GitObjectRow | null> {
  const cache = {};
  return async (oid) => {
    const found = await git.readObject({ ...repo, oid, format: 'content', cache }).catch((error: { code?: string }) => {
      if (error.code === 'NotFoundError') return null;
      throw error;
    });
    if (!found) return null;
    const row = objectRow(found.type as GitObjectRow['type'], found.object as Uint8Array);
    if (row.oid !== oid) throw new Error(`the object ${oid} of the followed repository is damaged`);
    return row;
  };
}
