/** Longer than this nobody is waited for. */
const MOST_MS = 24 * 3_600_000;

/** How long a 429 or a 503 asks to wait, in seconds or as a date, at most a day; null where it does not. */
export function readRetryAfter(status: number, header: string | undefined, now: number): number | null {
  if ((status !== 429 && status !== 503) || !header) return null;
  const asked = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isNaN(asked) ? null : Math.min(Math.max(asked, 0), MOST_MS);
}
