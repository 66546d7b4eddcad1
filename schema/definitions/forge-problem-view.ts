import type { AnnotationType } from './check.type.js';

/** What stands between a followed repository and what is in force, as a finding. */
export function forgeProblemView(message: string): AnnotationType {
  const hint = 'What was in force stays in force. accord pr list shows what waits for signatures.';
  return { level: 'WARNING', path: 'README.md', pointer: null, line: null, message, hint };
}
