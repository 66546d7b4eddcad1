import { execFile, spawn } from 'node:child_process';
import { parseTreeObject, type TreeEntry } from '../../../server/git/parse-tree-object.js';
import { git, type Said } from './git-client.js';
import { type HostileTree, rawTree } from './hostile-trees.js';

/** Writes the tree into a clone as git itself would not, commits it onto main and pushes it as a proposal. */
export async function pushHostileTree(clone: string, url: string, tree: HostileTree, branch: string): Promise<Said> {
  const root = rawTree(lay(parseTreeObject(await read(clone, 'origin/main^{tree}')), tree));
  for (const { type, bytes } of [...tree.objects, root]) await write(clone, type, bytes);
  const made = await git(clone, 'commit-tree', root.oid, '-p', 'origin/main', '-m', 'A gift');
  if (made.code !== 0) return made;
  return git(clone, '-c', 'push.negotiate=false', 'push', url, `${made.out.trim()}:refs/heads/proposals/${branch}`);
}

function lay(main: readonly TreeEntry[], { entries, asItIs }: HostileTree): TreeEntry[] {
  if (asItIs) return [...main, ...entries];
  const names = new Set(entries.map((entry) => entry.name));
  const place = ({ mode, name }: TreeEntry) => Buffer.from(mode === '40000' ? `${name}/` : name);
  return [...main.filter((entry) => !names.has(entry.name)), ...entries].sort((a, b) => place(a).compare(place(b)));
}

function read(cwd: string, tree: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    execFile('git', ['cat-file', 'tree', tree], { cwd, encoding: 'buffer' }, (error, out) =>
      error ? reject(error) : resolve(out),
    );
  });
}

function write(cwd: string, type: string, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['hash-object', '-t', type, '-w', '--literally', '--stdin'], {
      cwd,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`hash-object ended with ${code}`))));
    child.stdin.end(bytes);
  });
}
