import type { Json } from '../../scoring/facts.js';

/** A step into a value: a member of an object, or an entry of a list by its name. */
export type Step = string | { entry: string };

/** What was done to a value; a RENAMED entry has another key and says the same, a REORDERED one another place. */
export type Act = 'ADDED' | 'REMOVED' | 'CHANGED' | 'RENAMED' | 'REORDERED';

/** One change inside a file, not yet rated and without words. */
export interface ValueChange {
  act: Act;
  steps: readonly Step[];
  pointer: string;
  before: Json | undefined;
  after: Json | undefined;
  /** The condition or trigger the change lies in: it is put in words as a whole. */
  within?: { steps: readonly Step[]; before: Json; after: Json };
}

/** The steps as a path of names, entries as `*`: rules, *, points. */
export function stepNames(steps: readonly Step[]): string[] {
  return steps.map((step) => (typeof step === 'string' ? step : '*'));
}
