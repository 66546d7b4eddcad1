import { createHash } from 'node:crypto';
import { chown, lstat, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartRefused } from '../../start-refused.js';
import type { Account } from './account.js';

/** Socket paths end at 107 bytes on Linux, at 103 on macOS; `/.s.PGSQL.65535` takes 15. */
const LONGEST = 103 - 15;

/** Where the socket lies: in the cluster, or, where that path is too long for one, in a short folder made for this cluster alone. @throws StartRefused */
export async function chooseSocketFolder(account: Account, cluster: string): Promise<string> {
  if (Buffer.byteLength(cluster) <= LONGEST) return cluster;
  const folder = join(tmpdir(), `accord-${createHash('sha256').update(cluster).digest('hex').slice(0, 16)}`);
  await mkdir(folder, { mode: 0o700 }).catch(() => undefined);
  if (account && (await lstat(folder)).uid === 0) await chown(folder, account.uid, account.gid);
  const found = await lstat(folder);
  const owner = account?.uid ?? process.getuid?.() ?? 0;
  if (!found.isDirectory() || found.uid !== owner || (found.mode & 0o077) !== 0) {
    throw new StartRefused(
      `The folder ${folder}, needed for the database's socket, belongs to somebody else: remove it, or use a shorter DATA_DIR.`,
    );
  }
  return folder;
}
