import { lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { holdLock } from '../../../server/db/embedded/hold-lock.js';
import { linkLibraries } from '../../../server/db/embedded/packaged-binaries.js';
import { startEmbedded } from '../../../server/db/embedded/start-embedded.js';

const folder = mkdtempSync(join(tmpdir(), 'accord-embedded-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('holdLock', () => {
  const path = join(folder, 'lock');

  it('names the living process that holds it', async () => {
    const held = await holdLock(path);
    expect(await holdLock(path)).toBe(process.pid);
    if (typeof held === 'object') await held.release();
    expect(typeof (await holdLock(path))).toBe('object');
  });

  it.each([
    ['nobody', '4194305 1\n'],
    ['a process that now has its number', `${process.pid} 1\n`],
    ['one that was killed while it wrote', ''],
  ])('takes over from %s', async (_who, text) => {
    writeFileSync(path, text);
    expect(typeof (await holdLock(path))).toBe('object');
    expect(readFileSync(path, 'utf8')).toMatch(`${process.pid} `);
  });

  it('is given to one of many that find a dead holder', async () => {
    writeFileSync(path, '4194305 1\n');
    const locks = await Promise.all(Array.from({ length: 20 }, () => holdLock(path)));
    expect(locks.filter((lock) => typeof lock === 'object')).toHaveLength(1);
  });
});

describe('linkLibraries', () => {
  it('makes the links a blocked install script did not, once', async () => {
    mkdirSync(join(folder, 'package/native/lib'), { recursive: true });
    writeFileSync(join(folder, 'package/native/lib/libx.so.1.2'), 'x');
    const links = [{ source: 'native/lib/libx.so.1.2', target: 'native/lib/libx.so.1' }];
    writeFileSync(join(folder, 'package/native/pg-symlinks.json'), JSON.stringify(links));
    await linkLibraries(join(folder, 'package'));
    await linkLibraries(join(folder, 'package'));
    const link = join(folder, 'package/native/lib/libx.so.1');
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(link, 'utf8')).toBe('x');
  });
});

describe('startEmbedded', () => {
  it('serves under a path too long for a socket, and gives a lost password anew', async () => {
    const dataDir = join(folder, 'long'.repeat(30));
    const first = await startEmbedded({ dataDir, settings: { fsync: 'off' } });
    await expect(startEmbedded({ dataDir })).rejects.toThrow(/^Process \d+ already runs the database in /);
    await first.stop();
    rmSync(join(dataDir, 'postgres.password'));

    const second = await startEmbedded({ dataDir, settings: { fsync: 'off' } });
    expect(second.url).not.toBe(first.url);
    const client = new pg.Client({ connectionString: second.url });
    await client.connect();
    expect((await client.query('select current_user as who')).rows).toEqual([{ who: 'accord' }]);
    await client.end();
    await second.stop();
  });
});
