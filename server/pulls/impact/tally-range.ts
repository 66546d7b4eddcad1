import { compareLead } from '../../../core/definitions/impact/compare-lead.js';
import type { ImpactTally } from '../../../core/definitions/impact/impact-tally.js';
import { openTally } from '../../../core/definitions/impact/open-tally.js';
import { tallyError } from '../../../core/definitions/impact/tally-error.js';
import { tallyLead } from '../../../core/definitions/impact/tally-lead.js';
import type { Db } from '../../db/database.js';
import { type LeadRange, loadRows } from '../../leads/history/load-rows.js';
import { orderHistory } from '../../leads/history/order-history.js';
import type { PreparedQuestion } from './prepare-question.js';

/** Replays the leads of a range under both trees and counts what came of it; what was erased cannot be evaluated. */
export async function tallyRange(
  db: Db,
  question: PreparedQuestion,
  range: LeadRange,
  absorbed: ReadonlySet<string>,
): Promise<ImpactTally> {
  const { trees, frame, window, comparableSince } = question;
  const tally = openTally();
  for (const rows of await loadRows(db, range, window, absorbed)) {
    if (rows.lead.erased) {
      tally.notEvaluable++;
      continue;
    }
    const isComparable = comparableSince !== null && rows.lead.createdAt >= comparableSince;
    try {
      const history = orderHistory(rows, trees.base.tree.lifecycle, window, isComparable);
      tallyLead(tally, frame, compareLead(trees, frame, window, history));
    } catch (error) {
      tallyError(tally, rows.lead.id, error);
    }
  }
  return tally;
}
