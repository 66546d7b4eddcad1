import type { Instant, Json, JsonObject } from '../../scoring/facts.js';
import type { TransitionRow } from './history-rows.js';

/** A move as somebody made it. */
export type MadeMove = Pick<TransitionRow, 'to' | 'reason' | 'occurredAt'> & { at: Instant };

/** A lead of whom nothing was told when it came but who it is, and later nothing but activities as they happened, and moves. */
export interface PlainLead {
  /** Its number in the range. */
  lead: number;
  came: Instant;
  /** Activities it came with: none or one. */
  taken: number;
  enters: TransitionRow;
  moves: readonly MadeMove[];
  who: JsonObject;
  /** The account it belongs to, as told, and what is known of that. */
  account: Json | undefined;
  company: JsonObject;
  createdAt: Instant;
  /** Something was told of it in the window. */
  told: boolean;
  /** The longest time, in milliseconds, that an activity took to come. */
  lag: number;
}

/** The value of a path, from the lead's coming to its end. */
export function readPlain(lead: PlainLead, path: string): Json | undefined {
  if (path === 'createdAt') return new Date(lead.createdAt).toISOString();
  if (path === 'account') return lead.account ?? undefined;
  const body = path.startsWith('account.') ? lead.company : lead.who;
  return (Object.hasOwn(body, path) ? body[path] : undefined) ?? undefined;
}
