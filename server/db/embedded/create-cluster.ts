import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartRefused } from '../../start-refused.js';
import type { Account } from './account.js';
import { clusterPath } from './cluster-path.js';
import type { Binaries } from './find-binaries.js';
import { runAs } from './run-as.js';

/** The role that owns the cluster, and the name of the database. */
export const OWNER = 'accord';

const HBA = 'local all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n';

/** Runs statements in a stopped cluster, without a server. @throws StartRefused with what PostgreSQL said */
async function runAlone(account: Account, binaries: Binaries, cluster: string, sql: string[]): Promise<void> {
  const path = await clusterPath(account, cluster);
  const args = ['--single', '-j', '-D', path, 'postgres'];
  const { code, output } = await runAs(
    account,
    join(binaries.folder, 'postgres'),
    args,
    cluster,
    sql.map((line) => `${line};\n\n`).join(''),
  );
  if (code !== 0 || /^.*\b(ERROR|FATAL|PANIC):/m.test(output)) {
    throw new StartRefused(`PostgreSQL could not prepare ${cluster}: ${output.trim().slice(-400)}`);
  }
}

/** A new password for the owner, written (mode 600) only once the cluster knows it. */
async function givePassword(
  account: Account,
  binaries: Binaries,
  cluster: string,
  file: string,
  more: string[],
): Promise<void> {
  const password = randomBytes(24).toString('base64url');
  await runAlone(account, binaries, cluster, [`alter role ${OWNER} password '${password}'`, ...more]);
  await writeFile(`${file}.new`, `${password}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/** Makes the cluster whole or not at all: it gets its name only after the last step. @throws StartRefused */
async function initialise(account: Account, binaries: Binaries, cluster: string, file: string): Promise<void> {
  const fresh = `${cluster}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  await chmod(fresh, 0o700);
  if (account) await chown(fresh, account.uid, account.gid);
  const path = await clusterPath(account, fresh);
  const locale =
    process.platform === 'darwin'
      ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
      : ['--locale=C.UTF-8'];
  const args = ['-D', path, '-U', OWNER, '-A', 'trust', '-E', 'UTF8', '--wal-segsize=1', ...locale];
  const { code, output } = await runAs(account, join(binaries.folder, 'initdb'), args, fresh);
  if (output.includes('could not look up effective user')) {
    throw new StartRefused(
      `PostgreSQL refuses to run under user id ${process.getuid?.()}, which has no name on this machine: add it to /etc/passwd, start Accord as another user, or set DATABASE_URL.`,
    );
  }
  if (code !== 0) {
    throw new StartRefused(`PostgreSQL could not create its files in ${cluster}: ${output.trim().slice(-400)}`);
  }
  await writeFile(join(fresh, 'pg_hba.conf'), HBA);
  await givePassword(account, binaries, fresh, file, [`create database ${OWNER}`]);
  await rename(fresh, cluster);
}

/** Makes the cluster when it is missing and returns the owner's password; a lost password file is made anew. The server must be stopped. @throws StartRefused */
export async function createCluster(
  account: Account,
  binaries: Binaries,
  cluster: string,
  file: string,
): Promise<string> {
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => null);
  if (version === null) await initialise(account, binaries, cluster, file);
  const known = await readFile(file, 'utf8').catch(() => null);
  if (known === null) await givePassword(account, binaries, cluster, file, []);
  return (known ?? (await readFile(file, 'utf8'))).trim();
}
