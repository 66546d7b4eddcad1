import { GitbeakerRetryError } from '@gitbeaker/rest';
import { ForgeFailed } from '../forge-failed.js';

/** Gitbeaker tries again at once; after that GitLab is left alone for so long. */
const BREATH_MS = 60_000;

/** Asks GitLab; what it refuses becomes a sentence without secrets, with when it may be asked again. @throws ForgeFailed */
export async function askGitlab<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof GitbeakerRetryError) throw new ForgeFailed(`GitLab: ${error.message}`, 429, BREATH_MS);
    const { message, cause } = error as Error & { cause?: { response?: Response; description?: string } };
    const status = cause?.response?.status ?? null;
    if (status === null) throw new ForgeFailed(`GitLab cannot be reached: ${message}`, null, null);
    const seconds = Number(cause?.response?.headers.get('retry-after') ?? Number.NaN);
    throw new ForgeFailed(
      `GitLab answers ${status}: ${message}`,
      status,
      Number.isFinite(seconds) ? seconds * 1000 : null,
    );
  }
}
