import { StartRefused } from '../../start-refused.js';
import type { Account } from './account.js';
import { runAs } from './run-as.js';

/**
 * The name by which the account's programs reach a cluster, when started inside it. Below a folder closed to the account
 * (a home of mode 700) that is Linux's link to the folder a process stands in, which needs no right on the way there.
 */
export async function clusterPath(account: Account, cluster: string): Promise<string> {
  if (!account || (await runAs(account, '/bin/sh', ['-c', 'cd "$0"', cluster], '/')).code === 0) return cluster;
  if (process.platform === 'linux') return '/proc/self/cwd';
  throw new StartRefused(
    `PostgreSQL cannot run as root, and the account it runs under cannot enter ${cluster}: set DATA_DIR to a folder others may enter, or start Accord as another user.`,
  );
}
