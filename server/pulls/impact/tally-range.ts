import type { ImpactTally } from '../../../core/definitions/impact/impact-tally.js';
import { openTally } from '../../../core/definitions/impact/open-tally.js';
import { tallyRows } from '../../../core/definitions/impact/tally-rows.js';
import type { Snapshot } from '../../db/open-snapshot.js';
import { copyRows } from '../../leads/history/copy-rows.js';
import type { LeadRange } from '../../leads/history/load-rows.js';
import type { PreparedQuestion } from './prepare-question.js';

/** Replays the leads of a range under both trees and counts what came of it. */
export async function tallyRange(
  db: Pick<Snapshot, 'copy' | 'query'>,
  question: PreparedQuestion,
  range: LeadRange,
  absorbed: ReadonlySet<string>,
): Promise<ImpactTally> {
  const tally = openTally();
  for (const rows of await copyRows(db, range, question.window, absorbed)) tallyRows(question, tally, rows);
  return tally;
}
