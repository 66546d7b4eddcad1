import { leadCondition } from '../leads/lead-condition.js';
import type { FunnelQuestion } from './funnel-question.js';

/**
 * SQL after `from stage_entries NAME`: joins and the beginning of the `where`, which keep passes of leads that are not
 * merged away, that the filter holds for, and, where asked, that opened a handoff. Appends its values to `parameters`.
 */
export function populationOf(question: FunnelQuestion, name: string, parameters: unknown[]): string {
  const handedOff = question.handedOff
    ? `and exists (select from stage_entries h where h.lead_id = ${name}.lead_id and h.pass = ${name}.pass and h.handed_off)`
    : '';
  if (!question.filter) {
    const merged = `select from leads l where l.id = ${name}.lead_id and l.merged_into is not null`;
    return `where not exists (${merged}) ${handedOff}`;
  }
  return `join leads l on l.id = ${name}.lead_id left join lead_scores s on s.lead_id = l.id
    where l.merged_into is null and (${leadCondition(question.filter, parameters)}) ${handedOff}`;
}
