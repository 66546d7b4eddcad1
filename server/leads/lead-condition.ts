import type { LeadFilter } from './filters.js';

/**
 * SQL that is true for the leads of a filter: over `leads l` left join `lead_scores s on s.lead_id = l.id`. Appends its
 * values to `parameters` and names them `$n`. Without a filter: `true`.
 */
export declare function leadCondition(filter: LeadFilter | null | undefined, parameters: unknown[]): string;
