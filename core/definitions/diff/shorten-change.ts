/**
 * Two phrases as one, what they share said once: 'total at least 60 → 75', 'within 7 → 14 days'. Where more than a word
 * differs, or it stands in quotes, each side is said to its end.
 */
export function shortenChange(before: string, after: string): string {
  const [old, now] = [before.split(' '), after.split(' ')];
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start] === now[start]) start++;
  while (start > 0 && isQuoting(old.slice(0, start))) start--;
  let end = 0;
  while (end < most - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end++;
  if (Math.max(old.length, now.length) - start - end > 1 || isQuoting(old.slice(0, old.length - end))) end = 0;
  if (start + end >= most) return `${before} → ${after}`;
  const middle = (words: string[]): string => words.slice(start, words.length - end).join(' ');
  return [...old.slice(0, start), middle(old), '→', middle(now), ...old.slice(old.length - end)].join(' ');
}

/** Whether these words end inside a quotation. */
function isQuoting(words: string[]): boolean {
  const text = words.join(' ');
  return text.lastIndexOf('“') > text.lastIndexOf('”');
}
