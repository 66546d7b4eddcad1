import type { Json } from '../../scoring/facts.js';
import type { Step } from '../diff/value-change.js';

/** A value on three sides; undefined where a side does not have it. */
export interface Sides {
  base: Json | undefined;
  ours: Json | undefined;
  theirs: Json | undefined;
}

/** Where a merge stands: steps by name, the pointers of base and theirs, and the condition it is inside of. */
export interface MergePlace {
  steps: readonly Step[];
  base: string;
  theirs: string;
  within?: { steps: readonly Step[]; sides: Sides };
}

/** Two sides that cannot be made one, where. */
export interface Clash {
  place: MergePlace;
  sides: Sides;
}

/** What came of a merge: the value (ours where it clashed; undefined where nothing is left), and every clash. */
export interface Merged {
  value: Json | undefined;
  clashes: Clash[];
}

/** Merges what stands at a place. */
export type MergeSides = (place: MergePlace, sides: Sides) => Merged;
