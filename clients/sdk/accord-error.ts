/** A refusal of the server, by its code (`extensions.code`), or `NO_CONNECTION` where nobody answered. */
export class AccordError extends Error {
  override readonly name = 'AccordError';

  constructor(
    readonly code: string,
    message: string,
    /** HTTP status or WebSocket close code, where there is one. */
    readonly status: number | null = null,
    /** Seconds the server asks to wait before trying again. */
    readonly retryAfter: number | null = null,
  ) {
    super(message);
  }

  /** Whether the same request may succeed later: no connection, a busy server, too many requests. */
  get retryable(): boolean {
    return RETRYABLE.has(this.code);
  }
}

const RETRYABLE = new Set(['NO_CONNECTION', 'OVERLOADED', 'RATE_LIMITED', 'TIMEOUT']);
