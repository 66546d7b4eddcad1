/** Connection failures, and the SQLSTATEs of a server that ends, has ended or is starting. */
const CODES = /^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|EHOSTUNREACH|EAI_AGAIN|57P0[123]|08...)$/;

/** What `pg` says, without a code, of a connection that broke under it. */
const WORDS =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Query read timeout)/;

/** Whether an error says that the database cannot be reached just now: trying again, with the idempotency key, is right. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  return (typeof code === 'string' && CODES.test(code)) || WORDS.test(error.message);
}
