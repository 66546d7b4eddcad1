import { type GitPlace, runGit } from './run-git.js';

/** A file of a commit, or what stands in the place of one. */
export interface CommitEntry {
  path: string;
  /** As git has it: `100644`. */
  mode: string;
  oid: string;
  /** In bytes; 0 of what is no file. */
  size: number;
}

/** The files of a commit with their modes and sizes; of a path that is no UTF-8 with the odd bytes replaced. */
export async function listEntries(place: GitPlace, commit: string): Promise<CommitEntry[]> {
  const said = await runGit(place, ['ls-tree', '-r', '-l', '-z', '--full-tree', commit]);
  return said
    .toString('utf8')
    .split('\0')
    .filter(Boolean)
    .map((line) => {
      const tab = line.indexOf('\t');
      const [mode = '', , oid = '', size = ''] = line.slice(0, tab).split(/ +/);
      return { path: line.slice(tab + 1), mode, oid, size: Number(size) || 0 };
    });
}
