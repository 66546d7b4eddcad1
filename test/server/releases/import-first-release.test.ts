import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { transaction } from '../../../server/db/transaction.js';
import { openFaithfulMirror } from '../../../server/git/open-faithful-mirror.js';
import { openSigningKey } from '../../../server/git/open-signing-key.js';
import { readFiles } from '../../../server/git/read-files.js';
import { sshPublicKey } from '../../../server/git/sign-ssh.js';
import { importFirstRelease } from '../../../server/releases/import-first-release.js';
import { openReleases } from '../../../server/releases/open-releases.js';
import { readDefinitionsFolder } from '../../../server/releases/read-definitions-folder.js';
import type { TestDatabase } from '../../helpers/database.js';
import { createTestDatabase } from '../../helpers/database.js';

const PEPPER = 'a pepper';
let database: TestDatabase;
let folder: string;
let files: Record<string, string>;
const gitdir = () => path.join(folder, 'scoring-models.git');
const gitSays = (...args: string[]) => execFileSync('git', ['--git-dir', gitdir(), ...args], { encoding: 'utf8' });

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(os.tmpdir(), 'accord-git-'));
  files = await readDefinitionsFolder('scoring-models');
});

afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

describe('the first release', () => {
  it('refuses a tree with errors and keeps nothing of it', async () => {
    const broken = { ...files, 'lifecycle.json': '{ "language": 1, ' };
    const problems = await importFirstRelease(database.pool, PEPPER, broken);
    expect(problems[0]).toMatchObject({ path: 'lifecycle.json', level: 'error' });
    expect(await database.db.query('select 1 from releases')).toEqual([]);
    expect(await database.db.query('select 1 from git_refs')).toEqual([]);
  });

  it('is imported once by starts that race', async () => {
    const outcomes = await Promise.all([1, 2, 3].map(() => importFirstRelease(database.pool, PEPPER, files)));
    expect(outcomes).toEqual([[], [], []]);
    expect(await database.db.query('select number, kind from releases')).toEqual([{ number: 1, kind: 'INITIAL' }]);
  });

  it('is what git sees, whole', async () => {
    await openFaithfulMirror(gitdir(), database.db);
    expect(gitSays('fsck', '--full', '--strict')).not.toMatch(/error|missing|dangling commit/);
    expect(gitSays('rev-parse', 'main')).toBe(gitSays('rev-parse', 'live'));
    expect(gitSays('rev-parse', 'main')).toBe(gitSays('rev-parse', 'releases/1^{commit}'));
    expect(gitSays('show', 'main:models/hundred-point.json')).toBe(files['models/hundred-point.json']);
    expect(gitSays('ls-tree', '-r', '--name-only', 'main').trim().split('\n').sort()).toEqual(
      [...Object.keys(files), 'allowed_signers'].sort(),
    );
  });

  it('is in force, and its files are read from the database alone', async () => {
    const releases = await openReleases(database.db, () => undefined);
    expect(releases.live()).toMatchObject({ number: 1, files });
    expect(await readFiles(database.db, releases.live().commit)).toEqual(files);
    expect(await readFiles(database.db, '0'.repeat(40))).toBeNull();
    await releases.stop();
  });
});

describe('what the installation signs', () => {
  const verify = (...args: string[]) => {
    const signers = path.join(folder, 'allowed_signers');
    writeFileSync(signers, gitSays('show', 'main:allowed_signers'));
    return gitSays('-c', `gpg.ssh.allowedSignersFile=${signers}`, ...args, '--raw');
  };

  it('is verified by git with the file in the repository', () => {
    expect(() => verify('verify-commit', 'main')).not.toThrow();
    expect(() => verify('verify-tag', 'releases/1')).not.toThrow();
  });

  it('is not verified by the key of another', () => {
    const foreign = path.join(folder, 'foreign_signers');
    const other = sshPublicKey(generateKeyPairSync('ed25519').publicKey);
    writeFileSync(foreign, `accord@accord.invalid namespaces="git" ${other}\n`);
    expect(() => gitSays('-c', `gpg.ssh.allowedSignersFile=${foreign}`, 'verify-commit', 'main')).toThrow();
  });

  it('outlives another pepper: a new key signs, the old one stays known', async () => {
    const open = (pepper: string) => transaction(database.pool, 'system', (tx) => openSigningKey(tx, pepper));
    const [first, again] = [await open(PEPPER), await open(PEPPER)];
    expect(again.allowedSigners).toBe(first.allowedSigners);
    const other = await open('another pepper');
    expect(other.allowedSigners.split('\n')).toHaveLength(3);
    expect(other.allowedSigners).toContain(first.allowedSigners);
  });
});

describe('a damaged mirror', () => {
  it('is mended from the database: lost, truncated and foreign parts', async () => {
    const objects = path.join(gitdir(), 'objects');
    const names = (await readdir(objects)).filter((name) => name.length === 2);
    const [first, second] = names as [string, string];
    await rm(path.join(objects, first), { recursive: true });
    const [file] = (await readdir(path.join(objects, second))) as [string];
    await rm(path.join(gitdir(), 'refs/heads/live'));
    await writeFile(path.join(gitdir(), 'refs/heads/main'), 'x');
    await writeFile(path.join(gitdir(), 'refs/heads/foreign'), `${'1'.repeat(40)}\n`);
    await truncate(path.join(objects, second, file), 5);
    const { report } = await openFaithfulMirror(gitdir(), database.db);
    expect(report.objectsWritten).toBeGreaterThanOrEqual(2);
    expect(report.refsWritten).toEqual(['refs/heads/live', 'refs/heads/main']);
    expect(report.refsRemoved).toEqual(['refs/heads/foreign']);
    expect(gitSays('fsck', '--full', '--strict')).not.toMatch(/error|missing/);
  });

  it('is laid anew when its folder is gone', async () => {
    await rm(gitdir(), { recursive: true });
    const { report } = await openFaithfulMirror(gitdir(), database.db);
    expect(report.objectsWritten).toBeGreaterThan(10);
    expect(gitSays('rev-parse', 'main')).toBe(gitSays('rev-parse', 'live'));
  });
});
