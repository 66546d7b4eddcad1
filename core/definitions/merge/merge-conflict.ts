import type { Json } from '../../scoring/facts.js';

/** Two sides that changed one thing differently; `pointer` leads into the base, or where that has nothing into theirs. */
export interface MergeConflict {
  path: string;
  pointer: string;
  /** Null where there is nothing. */
  base: Json;
  ours: Json;
  theirs: Json;
  summary: string;
}
