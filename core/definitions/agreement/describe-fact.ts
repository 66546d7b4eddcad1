import { describeDuration, describeValue } from '../../scoring/describe-value.js';
import type { JsonObject } from '../../scoring/facts.js';

/** A fact of an example lead in words: 'page.viewed (page pricing) 2 days before', 'title is VP Sales'. */
export function describeFact(fact: JsonObject): string {
  return `${whatOf(fact)}${whenOf(fact)}`;
}

function whatOf({ activity, properties, attribute, value, qualification, criterion, status }: JsonObject): string {
  const given = value === undefined ? '' : ` (${describeValue(value)})`;
  if (qualification !== undefined) return `${qualification} ${criterion} ${status}${given}`;
  if (attribute !== undefined) return `${attribute} is ${describeValue(value ?? null)}`;
  const told = Object.entries(properties ?? {}).map(([name, one]) => `${name} ${describeValue(one)}`);
  return `${activity}${told.length > 0 ? ` (${told.join(', ')})` : ''}`;
}

function whenOf({ ago, occurredAt }: JsonObject): string {
  if (typeof occurredAt === 'string') return ` at ${occurredAt}`;
  return typeof ago === 'string' && /[1-9]/.test(ago) ? ` ${describeDuration(ago)} before` : '';
}
