import type { HistoryRows, LeadRow } from './history-rows.js';
import type { ImpactTally } from './impact-tally.js';
import type { LeadComparison } from './lead-comparison.js';
import { tallyLead } from './tally-lead.js';
import { type TallyQuestion, tallyRows } from './tally-rows.js';

/** Counts leads in their order: those that were compared already, by their number, and the others by their rows. */
export function tallyLeads(
  question: TallyQuestion,
  tally: ImpactTally,
  leads: readonly LeadRow[],
  found: { compared: ReadonlyMap<number, LeadComparison>; rowsOf: (lead: number) => HistoryRows },
): void {
  for (let lead = 0; lead < leads.length; lead++) {
    const one = found.compared.get(lead);
    if (one) tallyLead(tally, question.frame, one);
    else tallyRows(question, tally, found.rowsOf(lead));
  }
}
