import type { DefinitionChange } from '../../../core/definitions/diff/definition-change.js';
import { levelOf } from '../../../core/definitions/diff/level-of.js';

/** Changes for people at a terminal: by file, each with its class. */
export function describeChanges(changes: readonly Pick<DefinitionChange, 'path' | 'level' | 'summary'>[]): string {
  if (changes.length === 0) return 'Nothing changes.';
  const paths = [...new Set(changes.map(({ path }) => path))];
  const files = paths.map((path) => {
    const own = changes.filter((change) => change.path === path);
    return [oneLine(path), ...own.map(({ level, summary }) => `  ${level.padEnd(9)}  ${oneLine(summary)}`)].join('\n');
  });
  const count = `${changes.length} ${changes.length === 1 ? 'change' : 'changes'}`;
  return [...files, `${count}, as a whole ${levelOf(changes)}`].join('\n');
}

/** Without what would command a terminal. */
function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ');
}
