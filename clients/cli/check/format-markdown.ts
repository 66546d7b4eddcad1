import { listWords } from '../../../core/definitions/agreement/list-words.js';
import { diffMarkdown } from '../../../core/definitions/diff/diff-markdown.js';
import { escapeMarkdown } from '../../../core/definitions/diff/escape-markdown.js';
import { countProblems } from '../models/describe-problems.js';
import { BY_RULES } from './by-rules.js';
import type { FolderCheck } from './check-folder.js';

/** The check as Markdown for a comment or a job's summary: the verdict, what changes, who must sign, what is wrong. */
export function formatMarkdown({ ok, files, problems, change }: FolderCheck): string {
  const parts = [`### Definitions: ${ok ? 'ok' : 'not ok'}\n`, `${files} files, ${countProblems(problems)}.\n`];
  if (change) {
    const asked = change.signers.map((teams) => listWords(teams, 'or'));
    parts.push(diffMarkdown(change.changes));
    if (change.changes.length > 0) parts.push(`${BY_RULES}\n`);
    if (asked.length > 0) parts.push(`To be signed by one person each of: ${asked.join('; ')}.\n`);
  }
  const lines = problems.map(({ level, code, path, line, message, hint }) => {
    const place = `${escapeMarkdown(path)}:${line ?? 1}`;
    return `- **${level}** ${place} (${code}): ${escapeMarkdown(hint ? `${message} ${hint}` : message)}\n`;
  });
  if (lines.length > 0) parts.push(`#### Found\n\n${lines.join('')}`);
  return parts.join('\n');
}
