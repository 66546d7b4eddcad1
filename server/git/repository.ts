import type { atomicFs } from './atomic-fs.js';

/** A process's bare mirror of the scoring repo. What is true stands in `git_refs` and `git_objects`. */
export interface Repository {
  gitdir: string;
  fs: ReturnType<typeof atomicFs>;
}

/** A git object as `git_objects` keeps it: its content without git's header. */
export interface GitObjectRow {
  oid: string;
  type: 'blob' | 'tree' | 'commit' | 'tag';
  bytes: Uint8Array;
}

/** Who made a commit or tag, as git writes it; `at` in milliseconds. */
export interface Signature {
  name: string;
  email: string;
  at: number;
}
