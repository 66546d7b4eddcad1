import type pg from 'pg';
import type { Files } from '../../../core/definitions/tree.js';
import { overPool } from '../../db/over-pool.js';
import { transaction } from '../../db/transaction.js';
import { readFiles } from '../../git/read-files.js';
import { bringObjects } from '../../git/remote/bring-objects.js';
import type { Remote } from '../../git/remote/remote.js';
import { saveObjects } from '../../git/save-objects.js';
import { findMainRef } from './find-main-ref.js';

/** Brings main of a repository here, with all it reaches, and reads the definitions in it. Throws where it cannot be reached or has no main. */
export async function readRemoteMain(pool: pg.Pool, remote: Remote): Promise<{ commit: string; files: Files }> {
  const db = overPool(pool);
  const { oid } = findMainRef(await remote.listRefs());
  const objects = await bringObjects(db, remote, [oid]);
  await transaction(pool, 'system', (tx) => saveObjects(tx, objects));
  return { commit: oid, files: (await readFiles(db, oid)) ?? {} };
}
