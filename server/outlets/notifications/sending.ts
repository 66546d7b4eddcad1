/**
 * How an attempt ended: it arrived; it was refused and may be tried again; it was refused for good; nothing can carry it; or
 * the line died after the message was given away, and trying again might tell twice.
 */
export type Sending =
  | { state: 'SENT' }
  | { state: 'REFUSED'; error: string; retryAfterMs?: number }
  | { state: 'FAILED' | 'SKIPPED' | 'IN_DOUBT'; error: string };
