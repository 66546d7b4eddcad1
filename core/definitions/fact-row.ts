import type { Instant, JsonObject } from '../scoring/facts.js';

/** What a row of `facts` tells of. */
export type FactKind = 'activity' | 'attributes' | 'membership' | 'qualification' | 'pass' | 'retraction';

/** A row of `facts`, instants in milliseconds. */
export interface FactRow {
  leadId: string | null;
  accountId: string | null;
  kind: FactKind;
  type: string;
  occurredAt: Instant;
  receivedAt: Instant;
  ordinal: number;
  sequence: number;
  source: string;
  messageId: string;
  body: JsonObject;
  historical: boolean;
}
