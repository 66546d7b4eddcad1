import { escapeMarkdown } from '../diff/escape-markdown.js';

/** A section of Markdown: a heading, a sentence, a list of lines that are Markdown already; '' without lines. */
export function section(title: string, sentence: string, lines: readonly string[], level = 2): string {
  if (lines.length === 0) return '';
  const introduction = sentence === '' ? '' : `${escapeMarkdown(sentence)}\n\n`;
  return `${'#'.repeat(level)} ${escapeMarkdown(title)}\n\n${introduction}${lines.map((line) => `- ${line}\n`).join('')}`;
}

/** A line of a list: its key in bold, then its words. */
export function keyed(key: string, words: string): string {
  return `**${escapeMarkdown(key)}**: ${escapeMarkdown(words)}`;
}
