import type { JsonObject } from '../../scoring/facts.js';
import type { ArrivedColumns } from '../../scoring/replay/arrived-columns.js';
import { openRooms } from '../../scoring/replay/open-rooms.js';
import type { FactTable } from './fact-table.js';
import type { Picked } from './find-plain-lead.js';
import { type PlainLead, readPlain } from './plain-lead.js';

/** Writes plain leads as a batch of columns; the activities of lead i are those picked from `starts[i]` on. */
export type PlainColumns = (
  table: FactTable,
  leads: readonly PlainLead[],
  starts: Uint32Array,
  picked: Picked,
) => ArrivedColumns;

/** The columns of one batch are there until the next is written. */
export function openPlainColumns(): PlainColumns {
  const wholes = openRooms((length) => new Uint32Array(length));
  const reals = openRooms((length) => new Float64Array(length));
  return (table, leads, starts, picked) => {
    const { types, bodies, occurred, received } = table;
    const { facts, count } = picked;
    const times = reals('times', count);
    const entries = reals('entries', count);
    const typeCodes = wholes('types', count);
    const bodyCodes = wholes('bodies', count);
    const codeOf = wholes('codes', bodies.values.length).fill(0, 0, bodies.values.length);
    const own: JsonObject[] = [];
    for (let i = 0; i < count; i++) {
      const fact = facts[i] as number;
      times[i] = occurred[fact] as number;
      entries[i] = received[fact] as number;
      typeCodes[i] = types.codes[fact] as number;
      // a dictionary of only what these facts hold: each value of it is looked at
      const code = bodies.codes[fact] as number;
      if (codeOf[code] === 0) codeOf[code] = own.push(bodies.values[code] as JsonObject);
      bodyCodes[i] = (codeOf[code] as number) - 1;
    }
    return {
      leads: leads.length,
      starts,
      times: times.subarray(0, count),
      entries,
      types: { codes: typeCodes, values: types.values },
      bodies: { codes: bodyCodes, values: own },
      read: (lead, path) => readPlain(leads[lead] as PlainLead, path),
    };
  };
}
