import { ForbiddenAddress } from './forbidden-address.js';

const SENTENCES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'The connection was refused.',
  ECONNRESET: 'The connection was closed before an answer came.',
  EPIPE: 'The connection was closed before an answer came.',
  ETIMEDOUT: 'No answer came in time.',
  ENOTFOUND: 'The name is not known.',
  ENODATA: 'The name has no address.',
  EAI_AGAIN: 'The name could not be looked up.',
  EHOSTUNREACH: 'The host cannot be reached.',
  ENETUNREACH: 'The host cannot be reached.',
};

/** What went wrong with a request, as one sentence; of what is not foreseen, its code. */
export function describeFailure(error: unknown): string {
  if (error instanceof ForbiddenAddress) return error.message;
  const { code = '', message = '', errors } = error as { code?: string; message?: string; errors?: unknown[] };
  const known = SENTENCES[code];
  if (known) return known;
  if (errors?.length) return describeFailure(errors[0]);
  return `The request failed: ${code || message || 'for no known reason'}.`;
}
