import { pointerStep } from '../pointer.js';
import type { Step, ValueChange } from './value-change.js';

/** Where a walk stands on both sides. */
export interface Place {
  steps: readonly Step[];
  from: string;
  to: string;
  within?: NonNullable<ValueChange['within']>;
}

/** The place of a member of an object. */
export function memberOf(place: Place, member: string): Place {
  const step = pointerStep(member);
  return { ...place, steps: [...place.steps, member], from: place.from + step, to: place.to + step };
}
