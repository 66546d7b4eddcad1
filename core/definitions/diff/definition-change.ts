import type { Json } from '../../scoring/facts.js';

/** What was done. */
export type ChangeKind = 'ADDED' | 'REMOVED' | 'CHANGED' | 'MOVED';

/** How far it may reach: words only; who crosses, moves, is routed or is due; what is in use goes away. */
export type ChangeLevel = 'SAFE' | 'DANGEROUS' | 'BREAKING';

/**
 * One change between two trees. `pointer` leads into the head, of what was REMOVED into the base; it is empty for a
 * whole file. MOVED tells from where to where as texts: paths of a file, keys of an entry, or pointers of a place.
 */
export interface DefinitionChange {
  path: string;
  pointer: string;
  /** The pointer with keys for indexes, as the base names them: `/reasons/bad-timing/label`. */
  place: string;
  kind: ChangeKind;
  level: ChangeLevel;
  /** Null where there was nothing. */
  before: Json;
  after: Json;
  /** A sentence for people who do not read JSON. */
  summary: string;
}
