import type { Json, JsonObject } from '../facts.js';
import type { Column, FactColumns } from './fact-columns.js';

/** A lead for `toColumns`: attributes known from the beginning, activities in the order of a timeline. */
export interface ColumnLead {
  attributes: JsonObject;
  activities: readonly { occurredAt: number; type: string; properties: JsonObject }[];
}

/** Writes leads as a batch of columns, with the properties and attributes named. */
export function toColumns(
  leads: readonly ColumnLead[],
  properties: readonly string[],
  paths: readonly string[],
): FactColumns {
  const activities = leads.flatMap((lead) => lead.activities);
  const starts = new Uint32Array(leads.length + 1);
  leads.forEach((lead, i) => {
    starts[i + 1] = (starts[i] as number) + lead.activities.length;
  });
  const ofActivities = (property: string): [string, Column] => [
    property,
    toColumn(activities, (one) => (Object.hasOwn(one.properties, property) ? one.properties[property] : undefined)),
  ];
  const ofLeads = (path: string): [string, Column] => [
    path,
    toColumn(leads, (one) => (Object.hasOwn(one.attributes, path) ? one.attributes[path] : undefined)),
  ];
  return {
    leads: leads.length,
    starts,
    times: Float64Array.from(activities, (one) => one.occurredAt),
    types: toColumn(activities, (one) => one.type),
    properties: Object.fromEntries(properties.map(ofActivities)),
    attributes: Object.fromEntries(paths.map(ofLeads)),
  };
}

function toColumn<T>(items: readonly T[], read: (item: T) => Json | undefined): Column {
  const values: (Json | undefined)[] = [];
  const known = new Map<Json | undefined, number>();
  const codes = Uint32Array.from(items, (item) => {
    const value = read(item);
    const name = typeof value === 'object' && value !== null ? JSON.stringify(value) + typeof value : value;
    let code = known.get(name);
    if (code === undefined) {
      code = values.push(value) - 1;
      known.set(name, code);
    }
    return code;
  });
  return { codes, values };
}
