import git from 'isomorphic-git';
import type { GitObjectRow, Repository } from './repository.js';

/** The contents of the objects, as rows for `git_objects`. Throws where one is missing or damaged. */
export function readObjects(repo: Repository, oids: readonly string[]): Promise<GitObjectRow[]> {
  return Promise.all(
    [...new Set(oids)].map(async (oid) => {
      const read = await git.readObject({ ...repo, oid, format: 'content' });
      return { oid, type: read.type as GitObjectRow['type'], bytes: read.object as Uint8Array };
    }),
  );
}
