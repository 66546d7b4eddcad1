import { stat } from 'node:fs/promises';

/** The operating system account PostgreSQL runs under; null is the account of this process. */
export type Account = { uid: number; gid: number } | null;

/** The unprivileged uid and gid that exist on every system, `useradd` or not. */
const NOBODY = 65534;

/** The account for a cluster: our own unless we are root, whom PostgreSQL refuses; then the owner of an old cluster, or 65534. */
export async function chooseAccount(cluster: string): Promise<Account> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(cluster).catch(() => null);
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : { uid: NOBODY, gid: NOBODY };
}
