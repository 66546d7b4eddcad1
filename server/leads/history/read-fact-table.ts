import { FACT_KINDS, type FactTable } from '../../../core/definitions/impact/fact-table.js';
import type { Json, JsonObject } from '../../../core/scoring/facts.js';
import { openRooms } from '../../../core/scoring/replay/open-rooms.js';
import { internBytes } from '../../db/intern-bytes.js';
import { pairOf, readJson, type Tuples, utf8 } from '../../db/open-tuples.js';

/** Facts as columns, and where the row of each is. */
export interface ReadFacts {
  table: FactTable;
  /** Those that memberships name, some of them more than once. */
  accounts: readonly (Json | undefined)[];
  places: Uint32Array;
}

/** Where tables are written, one after the other. */
export interface TableRooms {
  wholes(name: string, length: number): Uint32Array;
  reals(name: string, length: number): Float64Array;
  bytes(name: string, length: number): Uint8Array;
}

/** Rooms for tables that are read one after the other: each is there until the next is read. */
export function tableRooms(): TableRooms {
  return {
    wholes: openRooms((length) => new Uint32Array(length)),
    reals: openRooms((length) => new Float64Array(length)),
    bytes: openRooms((length) => new Uint8Array(length)),
  };
}

const ACTIVITY = FACT_KINDS.indexOf('activity');
const MEMBERSHIP = FACT_KINDS.indexOf('membership');

/** Reads rows of `FACT_COLUMNS`, in any order, up to what columns hold; of leads that are not among those given none. */
export function readFactTable(tuples: Tuples, leads: readonly { id: string }[], rooms = tableRooms()): ReadFacts {
  const most = tuples.count();
  const types: string[] = [];
  const bodies: JsonObject[] = [];
  const columns = {
    lead: rooms.wholes('lead', most),
    kinds: rooms.bytes('kinds', most),
    types: rooms.wholes('types', most),
    bodies: rooms.wholes('bodies', most),
    occurred: rooms.reals('occurred', most),
    received: rooms.reals('received', most),
    ordinals: rooms.wholes('ordinals', most),
    historical: rooms.bytes('historical', most),
    places: rooms.wholes('places', most),
  };
  const numbers = new Map(leads.map(({ id }, number) => [id, number]));
  const leadOf = internBytes((...text) => numbers.get(utf8(...text)) ?? -1, leads.length);
  const kinds: number[] = [];
  const typeOf = internBytes((...both) => {
    const [kind, type] = pairOf(...both);
    kinds.push(FACT_KINDS.indexOf(kind as (typeof FACT_KINDS)[number]));
    return types.push(type) - 1;
  });
  const bodyOf = internBytes((...text) => bodies.push(readJson(...text)) - 1);
  const accounts: (Json | undefined)[] = [];
  const accountOf = internBytes((...text) => accounts.push(readJson(...text)['account']) - 1, 0);
  let count = 0;
  const starts = rooms.wholes('starts', leads.length + 1).fill(0);
  while (tuples.next()) {
    const lead = tuples.interned(leadOf);
    if (lead < 0) continue;
    const type = tuples.pair(typeOf);
    const kind = kinds[type] as number;
    columns.places[count] = tuples.place();
    columns.lead[count] = lead;
    columns.kinds[count] = kind;
    columns.types[count] = type;
    columns.occurred[count] = tuples.instant();
    columns.received[count] = tuples.instant();
    columns.ordinals[count] = tuples.integer();
    columns.historical[count] = Number(tuples.boolean());
    if (kind === ACTIVITY) columns.bodies[count] = tuples.jsonBy(bodyOf);
    else if (kind === MEMBERSHIP) columns.bodies[count] = tuples.jsonBy(accountOf);
    else columns.bodies[count] = tuples.fieldPlace();
    starts[lead + 1] = (starts[lead + 1] as number) + 1;
    count++;
  }
  for (let lead = 0; lead < leads.length; lead++) {
    starts[lead + 1] = (starts[lead + 1] as number) + (starts[lead] as number);
  }
  const order = rooms.wholes('order', count).subarray(0, count);
  const next = rooms.wholes('next', leads.length + 1);
  next.set(starts.subarray(0, leads.length + 1));
  for (let fact = 0; fact < count; fact++) {
    const lead = columns.lead[fact] as number;
    order[next[lead] as number] = fact;
    next[lead] = (next[lead] as number) + 1;
  }
  const { occurred, received, ordinals, historical, places } = columns;
  return {
    table: {
      ...{ starts, order, kinds: columns.kinds, occurred, received, ordinals, historical },
      types: { codes: columns.types, values: types },
      bodies: { codes: columns.bodies, values: bodies },
      said: (fact) => {
        tuples.goTo(columns.bodies[fact] as number);
        return tuples.json();
      },
      account: (fact) => accounts[columns.bodies[fact] as number],
    },
    places,
    accounts,
  };
}
