import git from 'isomorphic-git';
import type { Repository, Signature } from './repository.js';

/** Writes a commit object and returns its oid; no ref moves. Times are UTC, whole seconds. */
export function writeCommit(
  repo: Repository,
  commit: { tree: string; parents: string[]; message: string; author: Signature },
): Promise<string> {
  const by = gitSignature(commit.author);
  return git.writeCommit({
    ...repo,
    commit: { tree: commit.tree, parent: commit.parents, message: commit.message, author: by, committer: by },
  });
}

/** A signature as isomorphic-git takes it. */
export function gitSignature(signature: Signature) {
  return {
    name: signature.name,
    email: signature.email,
    timestamp: Math.floor(signature.at / 1000),
    timezoneOffset: 0,
  };
}
