import type { OutgoingRules } from './outgoing-rules.js';

/** What the API needs of the outlets of its process. */
export interface Outlets {
  rules: OutgoingRules;
  /** For one attempt. */
  timeoutMs: number;
  /** The head of the log, once all that had committed before is in it. */
  head(): Promise<number>;
  /** Says that a webhook was made or changed, or that something is to be sent again. */
  poke(): void;
}
