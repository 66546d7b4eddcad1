import type { Json, JsonObject } from '../../scoring/facts.js';
import type { FactKind } from '../fact-row.js';

/** Kinds of facts by their code. */
export const FACT_KINDS: readonly FactKind[] = [
  'activity',
  'attributes',
  'membership',
  'qualification',
  'pass',
  'retraction',
];

/**
 * Facts of many leads as columns: those of lead i are `order[starts[i]]` up to `order[starts[i + 1]]`. Instants are
 * milliseconds; what is of a dictionary is `values[codes[fact]]`.
 */
export interface FactTable {
  starts: Uint32Array;
  /** Who reads may sort the facts of a lead. */
  order: Uint32Array;
  kinds: Uint8Array;
  types: { codes: Uint32Array; values: readonly string[] };
  /** What activities hold. */
  bodies: { codes: Uint32Array; values: readonly JsonObject[] };
  /** What attributes say. */
  said(fact: number): JsonObject;
  /** The account that a membership names. */
  account(fact: number): Json | undefined;
  occurred: Float64Array;
  received: Float64Array;
  ordinals: Uint32Array;
  historical: Uint8Array;
}
