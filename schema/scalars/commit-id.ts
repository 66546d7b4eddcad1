import { textScalar } from './text-scalar.js';

/** A commit of the scoring repo, 40 hex digits. */
export const CommitId = textScalar({
  name: 'CommitId',
  description: 'A commit of the scoring repo: 40 hex digits, never abbreviated.',
  advice: 'write all 40 hex digits of the commit',
  read: (text) => (/^[0-9a-fA-F]{40}$/.test(text) ? text.toLowerCase() : null),
});
