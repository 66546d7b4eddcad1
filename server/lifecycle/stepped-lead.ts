import type { Json } from '../../core/scoring/facts.js';
import type { Timeline } from '../../core/scoring/timeline.js';
import type { NewTransition } from './save-transitions.js';

/** A lead after what arrived at it, as far as handoffs go by it. It is locked. */
export interface SteppedLead {
  id: string;
  timeline: Timeline;
  /** The stages it entered, in order. */
  transitions: readonly NewTransition[];
  /** Next steps that came with an answer, by the transition it made. */
  nextSteps: ReadonlyMap<string, string>;
  /** What is kept of its score when it is handed over: the primary value and what made it. */
  score(): Json;
}
