import type { Transition } from '../../server/entities/transition.entity.js';
import type { StageTransitionType } from './stage-transition.type.js';

/** The row itself: the database holds `cause` to the words of the API. */
export function toTransition(row: Transition): Omit<Transition, 'cause'> & StageTransitionType {
  return row as Omit<Transition, 'cause'> & StageTransitionType;
}
