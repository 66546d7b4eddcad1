import type {
  ActivityFact,
  AttributeFact,
  Fact,
  Instant,
  Json,
  JsonObject,
  PassFact,
  QualificationFact,
  QualificationStatus,
  RetractionFact,
} from '../../../core/scoring/facts.js';

export const DAY = 86_400_000;
export const NOON = Date.parse('2026-03-31T12:00:00Z');

let number = 0;

/** Parts every made fact has; `messageId` is new each time. */
function base(at: Instant): {
  occurredAt: Instant;
  receivedAt: Instant;
  ordinal: number;
  sequence: number;
  source: string;
  messageId: string;
} {
  number += 1;
  return {
    occurredAt: at,
    receivedAt: at,
    ordinal: 0,
    sequence: 0,
    source: 'test',
    messageId: `m${String(number).padStart(9, '0')}`,
  };
}

export function activity(at: Instant, type: string, properties: JsonObject = {}): ActivityFact {
  return { ...base(at), kind: 'activity', type, properties };
}

export function attribute(at: Instant, path: string, value: Json, account?: string): AttributeFact {
  return { ...base(at), kind: 'attribute', path, value, ...(account === undefined ? {} : { account }) };
}

export function answer(
  at: Instant,
  framework: string,
  criterion: string,
  status: QualificationStatus,
  value?: Json,
): QualificationFact {
  return {
    ...base(at),
    kind: 'qualification',
    framework,
    criterion,
    status,
    ...(value === undefined ? {} : { value }),
  };
}

export function pass(at: Instant, silentUntil: Instant, forgets: string[] = []): PassFact {
  return { ...base(at), kind: 'pass', pass: 2, silentUntil, forgets };
}

export function retraction(at: Instant, facts: Fact[]): RetractionFact {
  return { ...base(at), kind: 'retraction', retracts: facts.map(({ source, messageId }) => ({ source, messageId })) };
}
