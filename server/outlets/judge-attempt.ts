import type { DeliveryState } from '../entities/webhook-delivery.entity.js';
import type { OutgoingAnswer } from './send-request.js';

/** What follows from an attempt. */
export interface Verdict {
  state: DeliveryState;
  /** Until the next attempt; null where there is none. */
  nextInMs: number | null;
  /** The receiver said that it is gone for good. */
  gone: boolean;
}

/** Delays vary between these shares of what the schedule says: with the way there, an attempt is within a fifth of it. */
const LEAST = 0.85;
const MOST = 1.1;

/** However short the schedule: its last delay is repeated, so that a receiver that fails now and then misses nothing. */
const LEAST_ATTEMPTS = 10;

const GONE = 410;

/**
 * Decides after an attempt, `attempts` being those before it: taken, again by the schedule (never before a Retry-After),
 * or given up: after all of it, and after ten attempts. After a 410 the event waits for the endpoint to be switched on again. `random` is in [0, 1).
 */
export function judgeAttempt(
  answer: OutgoingAnswer,
  attempts: number,
  retryMs: readonly number[],
  random: number,
): Verdict {
  if (answer.error === null) return { state: 'SUCCEEDED', nextInMs: null, gone: false };
  if (answer.status === GONE) return { state: 'PENDING', nextInMs: 0, gone: true };
  const last = attempts + 1 < LEAST_ATTEMPTS ? retryMs.at(-1) : undefined;
  const delay = retryMs[attempts] ?? last;
  if (delay === undefined) return { state: 'FAILED', nextInMs: null, gone: false };
  const varied = Math.round(delay * (LEAST + (MOST - LEAST) * random));
  return { state: 'PENDING', nextInMs: Math.max(varied, answer.retryAfterMs ?? 0), gone: false };
}
