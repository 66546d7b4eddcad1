import git from 'isomorphic-git';
import type { Repository, Signature } from './repository.js';
import { gitSignature } from './write-commit.js';

/** Writes an annotated tag object of a commit and returns its oid; no ref moves. */
export function writeTag(
  repo: Repository,
  tag: { name: string; commit: string; message: string; tagger: Signature },
): Promise<string> {
  return git.writeTag({
    ...repo,
    tag: {
      object: tag.commit,
      type: 'commit',
      tag: tag.name,
      tagger: gitSignature(tag.tagger),
      message: tag.message,
    },
  });
}
