import { readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { StartRefused } from '../../start-refused.js';
import type { Account } from './account.js';
import { copyPackage, findPackage, linkLibraries } from './packaged-binaries.js';
import { runAs } from './run-as.js';

/** The oldest PostgreSQL whose SQL we use. */
const OLDEST = 15;

/** A folder with `initdb` and `postgres` that this account can run, and their major version. */
export interface Binaries {
  folder: string;
  major: number;
}

/** The folders worth asking, best first: the package, its copy where the account can reach it, what is installed. */
async function* candidates(): AsyncGenerator<string> {
  const folder = findPackage();
  if (folder) {
    await linkLibraries(folder);
    yield join(folder, 'native/bin');
    const copy = await copyPackage(folder);
    if (copy) yield join(copy, 'native/bin');
  }
  yield* (process.env['PATH'] ?? '').split(delimiter).filter((entry) => entry.startsWith('/'));
  const versions = await readdir('/usr/lib/postgresql').catch(() => []);
  yield* versions.sort((a, b) => Number(b) - Number(a)).map((version) => `/usr/lib/postgresql/${version}/bin`);
}

/** Finds PostgreSQL programs the account can run, of the major version a cluster was made by when one is given. @throws StartRefused */
export async function findBinaries(account: Account, wanted: number | null): Promise<Binaries> {
  const others = new Set<number>();
  for await (const folder of candidates()) {
    const answers = await Promise.all(
      ['postgres', 'initdb'].map((name) => runAs(account, join(folder, name), ['-V'], '/')),
    );
    const major = Number(/\(PostgreSQL\) (\d+)/.exec(answers[0]?.output ?? '')?.[1] ?? 0);
    if (answers.some(({ code }) => code !== 0) || major < OLDEST) continue;
    if (wanted === null || major === wanted) return { folder, major };
    others.add(major);
  }
  if (others.size > 0) {
    throw new StartRefused(
      `The database in DATA_DIR was made by PostgreSQL ${wanted}, but only version ${[...others].join(', ')} is here: install version ${wanted}, or set DATABASE_URL.`,
    );
  }
  throw new StartRefused(
    `No PostgreSQL can be run on this machine (${process.platform}-${process.arch}): run npm ci with optional dependencies, install PostgreSQL ${OLDEST} or newer, or set DATABASE_URL.`,
  );
}
