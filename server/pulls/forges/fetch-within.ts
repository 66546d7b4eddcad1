/** Beyond this an answer is not waited for. */
const PATIENCE_MS = 30_000;

/** `fetch` with a deadline. */
export const fetchWithin: typeof fetch = (resource, options) =>
  fetch(resource, { ...options, signal: AbortSignal.timeout(PATIENCE_MS) });
