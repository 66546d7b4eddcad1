import type { Finding } from '../finding.js';
import type { CheckedTree } from './check.js';

/** Errors: lifecycle.json or activities.json absent. A warning: sign-offs.json absent. */
export function findMissingFiles({ files }: CheckedTree): Finding[] {
  const missing = (path: string): boolean => !Object.hasOwn(files, path);
  const found: Finding[] = ['lifecycle.json', 'activities.json'].filter(missing).map((path) => ({
    level: 'error',
    code: 'missing-file',
    path,
    pointer: '',
    message: `The tree has no ${path}.`,
    hint: 'Every tree needs it; the starter set has an example.',
  }));
  if (missing('sign-offs.json')) {
    const message = 'The tree has no sign-offs.json: every change then needs one person of marketing and one of sales.';
    const hint = 'Say in sign-offs.json which team signs which file.';
    found.push({ level: 'warning', code: 'missing-file', path: 'sign-offs.json', pointer: '', message, hint });
  }
  return found;
}
