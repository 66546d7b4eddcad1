import type { DateTimeFilter, FloatFilter, IDFilter, StringFilter } from './filters.js';

/** SQL that is true where a text passes; `contains` and `startsWith` ignore case. Appends its values to `parameters`. */
export function textCondition(sql: string, filter: StringFilter, parameters: unknown[]): string {
  const name = (value: unknown, type = 'text') => `$${parameters.push(value)}::${type}`;
  const parts: string[] = [];
  if (filter.eq != null) parts.push(`${sql} = ${name(filter.eq)}`);
  if (filter.neq != null) parts.push(`${sql} is distinct from ${name(filter.neq)}`);
  if (filter.in != null) parts.push(`${sql} = any(${name(filter.in, 'text[]')})`);
  if (filter.nin != null) parts.push(`(${sql} is null or ${sql} <> all(${name(filter.nin, 'text[]')}))`);
  if (filter.contains != null) parts.push(`strpos(lower(${sql}), lower(${name(filter.contains)})) > 0`);
  if (filter.startsWith != null) parts.push(`starts_with(lower(${sql}), lower(${name(filter.startsWith)}))`);
  if (filter.isNull != null) parts.push(`${sql} is ${filter.isNull ? '' : 'not '}null`);
  return all(parts);
}

/** SQL that is true where a number passes. */
export function numberCondition(sql: string, filter: FloatFilter, parameters: unknown[]): string {
  const parts = comparisons(sql, filter, 'double precision', parameters);
  if (filter.eq != null) parts.push(`${sql} = $${parameters.push(filter.eq)}::double precision`);
  return all(parts);
}

/** SQL that is true where an instant passes. */
export function dateCondition(sql: string, filter: DateTimeFilter, parameters: unknown[]): string {
  return all(comparisons(sql, filter, 'timestamptz', parameters));
}

/** SQL that is true where an id passes. */
export function idCondition(sql: string, filter: IDFilter, parameters: unknown[]): string {
  return textCondition(sql, filter, parameters);
}

function comparisons(sql: string, filter: FloatFilter | DateTimeFilter, type: string, parameters: unknown[]): string[] {
  const parts: string[] = [];
  for (const [key, operator] of [
    ['gt', '>'],
    ['gte', '>='],
    ['lt', '<'],
    ['lte', '<='],
  ] as const) {
    const value = filter[key];
    if (value != null) parts.push(`${sql} ${operator} $${parameters.push(value)}::${type}`);
  }
  if (filter.isNull != null) parts.push(`${sql} is ${filter.isNull ? '' : 'not '}null`);
  return parts;
}

function all(parts: string[]): string {
  return parts.length === 0 ? 'true' : `(${parts.join(' and ')})`;
}
