import type { CompiledTree } from '../compile-tree.js';
import { compareLead } from './compare-lead.js';
import type { HistoryRows } from './history-rows.js';
import type { ImpactFrame } from './impact-frame.js';
import type { ImpactTally } from './impact-tally.js';
import type { LeadComparison } from './lead-comparison.js';
import type { ImpactWindow } from './lead-history.js';
import { orderHistory } from './order-history.js';
import { tallyError } from './tally-error.js';
import { tallyLead } from './tally-lead.js';

/** What leads are replayed under, and since when what judged them is what the base says (null: never). */
export interface TallyQuestion {
  trees: { base: CompiledTree; head: CompiledTree };
  frame: ImpactFrame;
  window: ImpactWindow;
  comparableSince: number | null;
}

/**
 * Replays a lead from its rows under both trees and counts what came of it; what was erased cannot be evaluated, what
 * cannot be replayed is counted as an error. Leads come in order of their ids. Answers null for both.
 */
export function tallyRows(question: TallyQuestion, tally: ImpactTally, rows: HistoryRows): LeadComparison | null {
  const { trees, frame, window, comparableSince } = question;
  if (rows.lead.erased) {
    tally.notEvaluable++;
    return null;
  }
  const isComparable = comparableSince !== null && rows.lead.createdAt >= comparableSince;
  try {
    const compared = compareLead(
      trees,
      frame,
      window,
      orderHistory(rows, trees.base.tree.lifecycle, window, isComparable),
    );
    tallyLead(tally, frame, compared);
    return compared;
  } catch (error) {
    tallyError(tally, rows.lead.id, error);
    return null;
  }
}
