import type { Json } from '../facts.js';

/** A column by dictionary: `values[codes[i]]`; undefined where there is none. */
export interface Column {
  codes: Uint8Array | Uint16Array | Uint32Array;
  values: readonly (Json | undefined)[];
}

/**
 * A batch of leads as columns. The activities of lead i are `starts[i]` up to `starts[i + 1]`, in the order of a
 * timeline; `types` and `properties` have one code an activity. `attributes` have one code a lead, known from the
 * beginning of time. What a model does not read may be left out.
 */
export interface FactColumns {
  leads: number;
  starts: Uint32Array;
  times: Float64Array;
  types: Column;
  properties: { [property: string]: Column };
  attributes: { [path: string]: Column };
}
