import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { constants, deflate, type Inflate, inflate } from 'node:zlib';
import type { GitObjectRow, Repository } from './repository.js';

const pack = promisify<Uint8Array, { level: number }, Buffer>(deflate);

/** Whether the mirror has an object in a file of its own, and there as the row says. */
export async function lookLoose({ gitdir }: Repository, row: GitObjectRow): Promise<'whole' | 'damaged' | 'missing'> {
  try {
    const packed = await readFile(fileOf(gitdir, row.oid));
    const { buffer, engine } = await unpack(packed);
    return engine.bytesWritten === packed.length && buffer.equals(withHeader(row)) ? 'whole' : 'damaged';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'damaged';
  }
}

/**
 * Writes an object to a file of its own, all of it or nothing; throws where its name is not that of its content. It is not
 * synced, which would take ten times as long: what a power cut takes from the mirror the next start puts back.
 */
export async function writeLoose({ gitdir }: Repository, row: GitObjectRow): Promise<void> {
  const whole = withHeader(row);
  if (createHash('sha1').update(whole).digest('hex') !== row.oid) {
    throw new Error(`git object ${row.oid} in the database does not match its own name`);
  }
  const file = fileOf(gitdir, row.oid);
  const staging = path.join(gitdir, 'staging');
  const temporary = path.join(staging, randomBytes(12).toString('hex'));
  const packed = await pack(whole, { level: constants.Z_BEST_SPEED });
  await Promise.all([mkdir(staging, { recursive: true }), mkdir(path.dirname(file), { recursive: true })]);
  await writeFile(temporary, packed, { flag: 'wx', mode: 0o444 });
  await rename(temporary, file);
}

/** With what tells how much of it was read: git takes nothing after the end of an object. */
function unpack(packed: Uint8Array): Promise<{ buffer: Buffer; engine: Inflate }> {
  return new Promise((resolve, reject) => {
    inflate(packed, { info: true }, (error, result) => {
      if (error) reject(error);
      else resolve(result as unknown as { buffer: Buffer; engine: Inflate });
    });
  });
}

function withHeader({ type, bytes }: GitObjectRow): Buffer {
  return Buffer.concat([Buffer.from(`${type} ${bytes.length}\0`), bytes]);
}

function fileOf(gitdir: string, oid: string): string {
  return path.join(gitdir, 'objects', oid.slice(0, 2), oid.slice(2));
}
