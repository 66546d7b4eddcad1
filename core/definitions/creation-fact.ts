import type { Fact } from '../scoring/facts.js';

/** When a lead came to be, as the fact behind the path `createdAt`. */
export function creationFact(leadId: string, createdAt: number): Fact {
  return {
    kind: 'attribute',
    path: 'createdAt',
    value: new Date(createdAt).toISOString(),
    occurredAt: createdAt,
    receivedAt: createdAt,
    ordinal: -1,
    sequence: 0,
    source: 'accord',
    messageId: `created:${leadId}`,
  };
}
