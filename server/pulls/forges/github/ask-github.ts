import { ForgeFailed } from '../forge-failed.js';

/** Octokit's error, as far as it is read. */
interface Refused extends Error {
  status?: number;
  response?: { headers: { readonly [name: string]: string | number | undefined } };
}

/** Asks GitHub; what it refuses becomes a sentence without secrets, with when it may be asked again. @throws ForgeFailed */
export async function askGithub<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    const { status, message, response } = error as Refused;
    if (status === undefined || !response) throw new ForgeFailed(`GitHub cannot be reached: ${message}`, null, null);
    throw new ForgeFailed(`GitHub answers ${status}: ${message}`, status, retryAfter(response.headers));
  }
}

/** In milliseconds from now; null where it says nothing. */
function retryAfter(headers: { readonly [name: string]: string | number | undefined }): number | null {
  const seconds = Number(headers['retry-after']);
  if (headers['retry-after'] !== undefined && Number.isFinite(seconds)) return seconds * 1000;
  if (String(headers['x-ratelimit-remaining']) !== '0') return null;
  return Math.max(1_000, Number(headers['x-ratelimit-reset']) * 1000 - Date.now());
}
