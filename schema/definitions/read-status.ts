import { readDrift } from '../../server/pulls/read-drift.js';
import type { Context } from '../context.js';
import type { DefinitionStatusType } from './definition-status.type.js';

/** What is in force now, and how it lies to what was merged. */
export async function readStatus({ db, releases }: Context): Promise<DefinitionStatusType> {
  await releases.refresh();
  const { commit, number, promotedAt } = releases.live();
  return { live: { commit, release: number, promotedAt }, ...(await readDrift(db, commit)) };
}
