import { posix } from 'node:path';
import type { FolderCheck } from './check-folder.js';

/** The problems as workflow commands of GitHub Actions: annotations in the changed files. */
export function formatGithub({ folder, problems }: FolderCheck): string {
  return problems
    .map(({ level, code, path, line, column, message, hint }) => {
      const place = { file: posix.join(folder, path), line: line ?? 1, col: column ?? 1, title: code };
      const properties = Object.entries(place).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
      return `::${level} ${properties.join(',')}::${escapeData(hint ? `${message}\n${hint}` : message)}\n`;
    })
    .join('');
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
