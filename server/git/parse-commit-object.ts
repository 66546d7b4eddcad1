/** A commit as its object says. */
export interface Commit {
  tree: string;
  parents: string[];
  /** When it was committed, in milliseconds. */
  at: number;
  message: string;
}

/** Reads the content of a git commit object; throws on bytes that are no commit. */
export function parseCommitObject(bytes: Uint8Array): Commit {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  const end = text.indexOf('\n\n');
  const head = end < 0 ? text : text.slice(0, end);
  const tree = /^tree ([0-9a-f]{40})$/m.exec(head)?.[1];
  const seconds = /^committer .*> (\d+) [+-]\d{4}$/m.exec(head)?.[1];
  if (tree === undefined || seconds === undefined) throw new Error('damaged git commit object');
  const parents = [...head.matchAll(/^parent ([0-9a-f]{40})$/gm)].map((match) => match[1] as string);
  return { tree, parents, at: Number(seconds) * 1000, message: end < 0 ? '' : text.slice(end + 2) };
}
