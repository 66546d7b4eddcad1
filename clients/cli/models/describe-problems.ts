import { join } from 'node:path';
import type { Problem } from '../../../core/definitions/tree.js';

/** Problems for people: place, pointer, sentence, what to do; in colour where `colour` says so. */
export function describeProblems(problems: readonly Problem[], folder: string, colour: boolean): string {
  const paint = (code: number, text: string): string => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  return problems
    .map(({ level, code, path, line, column, pointer, message, hint }) => {
      const place = `${join(folder, path)}:${line ?? 1}:${column ?? 1}`;
      const said = level === 'error' ? paint(31, 'error') : paint(33, 'warning');
      const lines = [`${paint(1, place)} ${said} ${code}${pointer ? ` ${paint(2, pointer)}` : ''}`, `  ${message}`];
      if (hint) lines.push(`  ${paint(36, hint)}`);
      return lines.join('\n');
    })
    .join('\n');
}

/** How many there are, in words: '2 errors, 1 warning'. */
export function countProblems(problems: readonly Problem[]): string {
  const errors = problems.filter((problem) => problem.level === 'error').length;
  const warnings = problems.length - errors;
  return `${errors} error${errors === 1 ? '' : 's'}, ${warnings} warning${warnings === 1 ? '' : 's'}`;
}
