/** SQLSTATE classes that speak of the server or the connection, not of what was sent: 08, 53, 57, 58. */
const ELSEWHERE = /^(08|53|57|58)/;
/** Five characters with a digit among them, which EPIPE has not. */
const SQLSTATE = /^(?=.*\d)[0-9A-Z]{5}$/;

/** Whether an error may come from one of the items written together, so that the others would pass without it. */
export function isPoison(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string') return !(error instanceof Error && /connection|timeout/i.test(error.message));
  return SQLSTATE.test(code) && !ELSEWHERE.test(code);
}

/** Whether somebody else was faster (serialization failure, deadlock): the same work may pass when it is tried again. */
export function isOvertaken(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === '40001' || code === '40P01';
}
