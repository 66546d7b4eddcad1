import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { FolderCheck } from './check-folder.js';

/** The problems as a Code Quality report of GitLab: shown beside the changed lines of a merge request. */
export function formatGitlab({ folder, problems }: FolderCheck): string {
  const seen = new Map<string, number>();
  const report = problems.map(({ level, code, path, pointer, line, message, hint }) => {
    const told = [code, path, pointer ?? '', message].join('\n');
    const count = seen.get(told) ?? 0;
    seen.set(told, count + 1);
    return {
      description: hint ? `${message} ${hint}` : message,
      check_name: code,
      fingerprint: createHash('sha256').update(`${told}\n${count}`).digest('hex'),
      severity: level === 'error' ? 'critical' : 'minor',
      location: { path: posix.join(folder, path), lines: { begin: line ?? 1 } },
    };
  });
  return `${JSON.stringify(report, null, 2)}\n`;
}
