import type { Problem } from './problem.js';
import { problem } from './problem.js';

const MAX_LENGTH = 200;
/** It goes into git trailers and logs: one line, nothing that could end the name there. */
const FORBIDDEN = /[\p{Cc}\p{Zl}\p{Zp}<>]/u;

/** What is wrong with a name people will see, or nothing. */
export function checkDisplayName(name: string): Problem[] {
  if (name.trim() === '') return [problem('REQUIRED', 'displayName', 'The name is empty.')];
  if (name.length > MAX_LENGTH) {
    return [
      problem('INVALID', 'displayName', `The name has ${name.length} characters, at most ${MAX_LENGTH} are allowed.`),
    ];
  }
  if (!FORBIDDEN.test(name)) return [];
  return [problem('INVALID', 'displayName', 'A name is one line without < and >.')];
}
