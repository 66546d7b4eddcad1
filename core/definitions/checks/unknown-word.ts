import type { Finding } from '../finding.js';
import { suggestWord } from '../suggest-word.js';

/** The finding that a word is not known, with the nearest known one; empty where it is known. */
export function unknownWord(
  kind: string,
  word: string,
  known: { has: (word: string) => boolean; keys: () => Iterable<string> },
  path: string,
  pointer: string,
): Finding[] {
  if (known.has(word)) return [];
  const all = [...known.keys()];
  const near = suggestWord(word, all);
  const shown = all.slice(0, 40).join(', ');
  return [
    {
      level: 'error',
      code: `unknown-${kind}`,
      path,
      pointer,
      message: `There is no ${kind} '${word}'.${near ? ` Did you mean '${near}'?` : ''}`,
      hint: all.length > 0 ? `Known: ${shown}${all.length > 40 ? ', …' : ''}.` : `The tree defines no ${kind}.`,
    },
  ];
}
