import pg from 'pg';
import type { ImpactWindow } from '../../../core/definitions/impact/lead-history.js';
import type { LeadChoice, LeadRange } from './load-rows.js';

/** A condition that a column's id is among those chosen. */
export type Within = (column: string) => string;

/** The condition of a range or a choice of leads. */
export function whichLeads(which: LeadRange | LeadChoice): Within {
  if ('ids' in which) return (column) => isAnyOf(column, which.ids);
  const [after, through] = [pg.escapeLiteral(which.after), pg.escapeLiteral(which.through)];
  return (column) => `${column} > ${after} and ${column} <= ${through}`;
}

const isAnyOf = (column: string, texts: readonly string[]): string =>
  `${column} = any(${literal(`{${texts.map(quoted).join(',')}}`)}::text[])`;

const literal = (text: string): string => (/['\\]/.test(text) ? pg.escapeLiteral(text) : `'${text}'`);

/** An element of an array's text. */
const quoted = (text: string): string =>
  /^\w+$/.test(text) && text.toLowerCase() !== 'null' ? text : `"${text.replaceAll(/["\\]/g, '\\$&')}"`;

const at = (instant: number): string => `'${new Date(instant).toISOString()}'::timestamptz`;

/** In order of ids, as `readLead` reads them. */
export const selectLeads = (within: string, { to }: ImpactWindow): string => `
  select id, created_at, source, erased_at is not null, coalesce(drawn_by, account_id)
  from leads left join engine_states on lead_id = id
  where ${within} and created_at < ${at(to)} and merged_into is null order by id`;

const FACT_COLUMNS = 'lead_id, kind, type, occurred_at, received_at, ordinal, historical, body';
const OTHER_FACT_COLUMNS = 'id, account_id, sequence, source, message_id';

/** In any order, as `readFactTable` reads them; whole rows `readFact` can read too. */
export const selectFacts = (within: string, isWhole: boolean): string => `
  select ${FACT_COLUMNS}${isWhole ? `, ${OTHER_FACT_COLUMNS}` : ''} from facts
  where ${within} and kind <> 'pass' and retracted_at is null`;

/** The account, then the row as `readAccountFact` reads it, in any order; whole rows `readFact` can read too, in order of ids. */
export const selectAccountFacts = (ids: ReadonlySet<string>, isWhole: boolean): string => `
  select account_id as of, ${FACT_COLUMNS}${isWhole ? `, ${OTHER_FACT_COLUMNS}` : ''} from facts
  where ${isAnyOf('account_id', [...ids])} and retracted_at is null${isWhole ? ' order by id' : ''}`;

/** In order of leads, as `readTransition` reads them. */
export const selectTransitions = (within: string): string => `
  select lead_id, from_stage, to_stage, cause, judged, reason, note, occurred_at, recorded_at, historical
  from transitions where ${within} order by lead_id, ordinal`;

/** In order of leads, as `readCrossing` reads them. */
export const selectCrossings = (within: string, { from, to }: ImpactWindow): string => `
  select lead_id, threshold, direction, occurred_at
  from crossings where ${within} and occurred_at >= ${at(from)} and occurred_at < ${at(to)}
  order by lead_id, occurred_at, id`;
