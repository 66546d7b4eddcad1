import type { GitObjectRow } from '../repository.js';

/** A repository somewhere else, read only. */
export interface Remote {
  /** Where each ref is, by its full name. */
  listRefs(): Promise<ReadonlyMap<string, string>>;
  /** Opens the objects that `wants` reach and `haves` (whole with all they reach) do not. */
  fetch(wants: readonly string[], haves: readonly string[]): Promise<Fetched>;
}

/** Objects fetched, until they are closed. */
export interface Fetched {
  /** Null: it is not among them. */
  read(oid: string): Promise<GitObjectRow | null>;
  close(): Promise<void>;
}
