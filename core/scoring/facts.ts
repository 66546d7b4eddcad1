/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
/** An object of JSON values. */
export type JsonObject = { [key: string]: Json };

/** Milliseconds since 1970-01-01T00:00:00Z, whole. */
export type Instant = number;

interface FactBase {
  /** When it happened, by the sender. Facts count at an instant `at` when `occurredAt <= at`. */
  occurredAt: Instant;
  /** When the platform accepted it (database clock); the order of acceptance is receivedAt, then ordinal. */
  receivedAt: Instant;
  /** Position in the request or commit group it was accepted with. */
  ordinal: number;
  /** Tie-break given by the sender; 0 when absent. */
  sequence: number;
  source: string;
  messageId: string;
}

/** Something a lead did, with the properties its sender gave. */
export interface ActivityFact extends FactBase {
  kind: 'activity';
  type: string;
  properties: JsonObject;
}

/**
 * `path` is a lead attribute (`title`), an account attribute (`account.employees`, with `account` naming whose) or
 * `account`: the membership itself, `value` being the account's id or null. `account.x` resolves to the newest value
 * of that path for the account the lead belonged to at the instant asked; facts without `account` belong to the
 * nameless account a lead is in before any membership (example leads, made-up leads). `value: null` removes.
 */
export interface AttributeFact extends FactBase {
  kind: 'attribute';
  path: string;
  account?: string | null;
  value: Json;
}

/** What is known of a criterion. */
export type QualificationStatus = 'confirmed' | 'denied' | 'unknown';

/** An answer to a criterion of a framework; `value` absent leaves the last value as it is, null takes it away. */
export interface QualificationFact extends FactBase {
  kind: 'qualification';
  framework: string;
  criterion: string;
  status: QualificationStatus;
  value?: Json;
}

/**
 * The lead's pass ended at `occurredAt`: all thresholds are then down, the frameworks named in `forgets` are unknown
 * again, and until `silentUntil` nothing crosses; later a threshold first goes UP at an activity or answer only.
 */
export interface PassFact extends FactBase {
  kind: 'pass';
  /** Number of the pass that begins. */
  pass: number;
  silentUntil: Instant;
  forgets: string[];
}

/** The facts named no longer count at any instant. */
export interface RetractionFact extends FactBase {
  kind: 'retraction';
  retracts: { source: string; messageId: string }[];
}

/** All that a timeline can hold. */
export type Fact = ActivityFact | AttributeFact | QualificationFact | PassFact | RetractionFact;

/** The order of a timeline: occurredAt, sequence, then source and messageId as bytes; never an id given on arrival. */
export function compareFacts(a: Fact, b: Fact): number {
  if (a.occurredAt !== b.occurredAt) return a.occurredAt - b.occurredAt;
  if (a.sequence !== b.sequence) return a.sequence - b.sequence;
  return compareBytes(a.source, b.source) || compareBytes(a.messageId, b.messageId);
}

/** Compares two texts by their UTF-8 bytes, as PostgreSQL's "C" collation does. */
export function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const xs = x >= 0xd800 && x <= 0xdfff;
    const ys = y >= 0xd800 && y <= 0xdfff;
    if (xs !== ys) return xs ? (y >= 0xe000 ? 1 : x - y) : x >= 0xe000 ? -1 : x - y;
    return x - y;
  }
  return a.length - b.length;
}
