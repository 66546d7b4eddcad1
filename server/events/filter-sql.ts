import type { EventFilter } from './event-filter.js';
import { acceptedValues, dimensions } from './event-filter.js';

/** The same judgement as `matchesFilter`, as an SQL condition over `LOG_EVENT_SQL`; pushes its values to `parameters`. */
export function filterSql(filter: EventFilter, parameters: unknown[]): string {
  const parts = dimensions.flatMap(({ field, sql }) => {
    const accepted = acceptedValues(filter, field);
    return accepted === null ? [] : [`${sql} = any($${parameters.push(accepted)}::text[])`];
  });
  if (typeof filter.historical === 'boolean') parts.push(`l.historical = $${parameters.push(filter.historical)}`);
  return parts.length === 0 ? 'true' : parts.join(' and ');
}
