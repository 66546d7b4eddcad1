import type { LogEvent } from './log-event.js';
import type { EventKind } from './new-event.js';

/** Which events are wanted: all that is given must hold, an empty list holds for none, null is as absent. */
export interface EventFilter {
  kinds?: readonly EventKind[] | null;
  leadId?: string | null;
  accountId?: string | null;
  from?: readonly string[] | null;
  to?: readonly string[] | null;
  thresholds?: readonly string[] | null;
  direction?: string | null;
  policies?: readonly string[] | null;
  slaKinds?: readonly string[] | null;
  leadChanges?: readonly string[] | null;
  ownerId?: string | null;
  source?: readonly string[] | null;
  segment?: readonly string[] | null;
  historical?: boolean | null;
}

/** What one field of a filter looks at: a value of the event, or of its lead, and where SQL finds it. */
interface Dimension {
  field: Exclude<keyof EventFilter, 'historical'>;
  read(event: LogEvent): unknown;
  sql: string;
}

/** From the most to the least selective: a stream is indexed by the first that its filter names. */
export const dimensions: readonly Dimension[] = [
  { field: 'leadId', read: (event) => event.leadId, sql: 'l.lead_id' },
  { field: 'accountId', read: (event) => event.lead?.accountId, sql: 'd.account_id' },
  { field: 'ownerId', read: (event) => event.lead?.ownerId, sql: 'd.owner_id' },
  { field: 'thresholds', ...inData('threshold') },
  { field: 'to', ...inData('to') },
  { field: 'from', ...inData('from') },
  { field: 'policies', ...inData('policy') },
  { field: 'slaKinds', ...inData('slaKind') },
  { field: 'leadChanges', ...inData('change', 'LEAD') },
  { field: 'source', read: (event) => event.lead?.source, sql: 'd.source' },
  { field: 'segment', read: (event) => event.lead?.segment, sql: 'd.segment' },
  { field: 'direction', ...inData('direction') },
  { field: 'kinds', read: (event) => event.kind, sql: 'l.kind' },
];

function inData(key: string, kind?: EventKind): Pick<Dimension, 'read' | 'sql'> {
  if (!kind) return { read: (event) => event.data[key], sql: `l.data->>'${key}'` };
  return {
    read: (event) => (event.kind === kind ? event.data[key] : undefined),
    sql: `(case when l.kind = '${kind}' then l.data->>'${key}' end)`,
  };
}

/** The values a filter accepts in one dimension; null where it does not restrict it. */
export function acceptedValues(filter: EventFilter, field: Dimension['field']): readonly string[] | null {
  const value = filter[field];
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? [value] : value;
}

/** Whether an event passes a filter. */
export function matchesFilter(filter: EventFilter, event: LogEvent): boolean {
  if (typeof filter.historical === 'boolean' && filter.historical !== event.historical) return false;
  return dimensions.every(({ field, read }) => {
    const accepted = acceptedValues(filter, field);
    return accepted === null || accepted.includes(read(event) as string);
  });
}
