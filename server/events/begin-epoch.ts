import type { Db } from '../db/database.js';
import { newEpoch } from './new-epoch.js';

/** Makes every cursor given out so far invalid (CURSOR_EPOCH): to be called by whatever restores a backup. */
export async function beginEpoch(owner: Db): Promise<void> {
  await owner.query('update installation set epoch = $1', [newEpoch()]);
}
