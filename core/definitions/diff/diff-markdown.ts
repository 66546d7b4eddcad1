import type { ChangeLevel, DefinitionChange } from './definition-change.js';
import { escapeMarkdown } from './escape-markdown.js';
import { levelOf } from './level-of.js';

const SIGNS: { readonly [level in ChangeLevel]: string } = {
  SAFE: 'safe',
  DANGEROUS: '**dangerous**',
  BREAKING: '**BREAKING**',
};

/** The changes as Markdown for a comment or a terminal: by file, each a line with its class; what is written in files is escaped. */
export function diffMarkdown(changes: readonly DefinitionChange[]): string {
  if (changes.length === 0) return 'Nothing changes.\n';
  const paths = [...new Set(changes.map(({ path }) => path))];
  const files = paths.map((path) => {
    const lines = changes
      .filter((change) => change.path === path)
      .map(({ level, summary }) => `- ${SIGNS[level]}: ${escapeMarkdown(summary)}`);
    return `#### ${escapeMarkdown(path)}\n\n${lines.join('\n')}\n`;
  });
  const count = `${changes.length} ${changes.length === 1 ? 'change' : 'changes'}`;
  return [`${count}, as a whole ${SIGNS[levelOf(changes)]}.\n`, ...files].join('\n');
}
