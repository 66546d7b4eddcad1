import type { Fact, JsonObject } from '../facts.js';
import { BEGINNING_OF_TIME } from '../fold-by-occurrence.js';
import { appendFact, emptyTimeline, type Timeline } from '../timeline-index.js';
import type { FactColumns } from './fact-columns.js';

/** The timeline of one lead of a batch of columns. */
export function columnTimeline(columns: FactColumns, lead: number): Timeline {
  const timeline = emptyTimeline();
  const base = (occurredAt: number, ordinal: number) => ({
    occurredAt,
    receivedAt: occurredAt,
    ordinal,
    sequence: ordinal,
    source: 'columns',
    messageId: `${ordinal}`,
  });
  const add = (fact: Fact): void => appendFact(timeline, fact);
  for (const [path, { codes, values }] of Object.entries(columns.attributes)) {
    const value = values[codes[lead] as number];
    if (value === undefined || value === null) continue;
    add({ ...base(BEGINNING_OF_TIME, timeline.facts.length), kind: 'attribute', path, value });
  }
  for (let i = columns.starts[lead] as number; i < (columns.starts[lead + 1] as number); i++) {
    const properties: JsonObject = {};
    for (const [property, { codes, values }] of Object.entries(columns.properties)) {
      const value = values[codes[i] as number];
      if (value !== undefined) properties[property] = value;
    }
    const type = columns.types.values[columns.types.codes[i] as number] as string;
    add({ ...base(columns.times[i] as number, i), kind: 'activity', type, properties });
  }
  return timeline;
}
