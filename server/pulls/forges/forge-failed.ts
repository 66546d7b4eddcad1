/** The forge could not be asked: why, in a sentence without secrets, and when to try again at the earliest. */
export class ForgeFailed extends Error {
  override readonly name = 'ForgeFailed';

  constructor(
    message: string,
    readonly status: number | null,
    /** From now, in milliseconds; null: as usual. */
    readonly retryAfterMs: number | null,
  ) {
    super(message);
  }
}
