import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { git } from '../server/git/git-client.js';

/** A repository on a forge, and somebody's clone of it. */
export interface ForgeGit {
  /** Bare. */
  folder: string;
  /** `file://` */
  url: string;
  clone: string;
  /** Runs git in the clone; throws with its words where it fails. */
  run(...args: string[]): Promise<string>;
  /** Commits files (null: removed) on a branch made from `from`; answers the commit, which is pushed. */
  commit(branch: string, files: Record<string, string | null>, options?: CommitOptions): Promise<string>;
  /** Merges a branch into main with a merge commit (`squash`: one of main's own), and pushes it. */
  merge(branch: string, how?: 'merge' | 'squash'): Promise<string>;
  remove(): void;
}

interface CommitOptions {
  from?: string;
  message?: string;
  email?: string;
  force?: boolean;
}

/** Makes a bare repository with `files` on main. */
export async function startForgeGit(files: Record<string, string>): Promise<ForgeGit> {
  const root = mkdtempSync(join(tmpdir(), 'accord-forge-'));
  const folder = join(root, 'acme/scoring.git');
  const clone = join(root, 'clone');
  mkdirSync(folder, { recursive: true });
  await git(root, 'init', '-q', '--bare', '-b', 'main', folder);
  await git(root, 'init', '-q', '-b', 'main', clone);

  async function run(...args: string[]): Promise<string> {
    const { code, out, err } = await git(clone, ...args);
    if (code !== 0) throw new Error(`git ${args.join(' ')}: ${err}`);
    return out.trim();
  }

  async function write(change: Record<string, string | null>): Promise<void> {
    for (const [path, text] of Object.entries(change)) {
      const file = join(clone, path);
      mkdirSync(dirname(file), { recursive: true });
      if (text === null) rmSync(file);
      else writeFileSync(file, text);
    }
    await run('add', '-A');
  }
  await run('remote', 'add', 'origin', folder);
  await write(files);
  await run('commit', '-qm', 'The definitions');
  await run('push', '-q', 'origin', 'main');
  return {
    folder,
    url: pathToFileURL(folder).href,
    clone,
    run,
    async commit(branch, change, { from = 'main', message = 'Change it', email, force = false } = {}) {
      if (branch === from) await run('checkout', '-q', branch);
      else await run('checkout', '-q', '-B', branch, from);
      await write(change);
      await run(
        '-c',
        `user.email=${email ?? 'ada@example.com'}`,
        '-c',
        'user.name=Ada',
        'commit',
        '-qm',
        message,
        ...(email ? [`--author=Ada <${email}>`] : []),
      );
      await run('push', '-q', ...(force ? ['-f'] : []), 'origin', `HEAD:refs/heads/${branch}`);
      return run('rev-parse', 'HEAD');
    },
    async merge(branch, how = 'merge') {
      await run('checkout', '-q', 'main');
      if (how === 'squash') {
        await run('merge', '-q', '--squash', branch);
        await run('commit', '-qm', `Squash ${branch}`);
      } else await run('merge', '-q', '--no-ff', '-m', `Merge ${branch}`, branch);
      await run('push', '-q', 'origin', 'main');
      return run('rev-parse', 'HEAD');
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
