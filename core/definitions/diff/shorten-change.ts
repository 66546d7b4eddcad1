/** Two phrases as one, what they share said once: 'total at least 60 → 75', 'within 7 → 14 days'. */
export function shortenChange(before: string, after: string): string {
  const [old, now] = [before.split(' '), after.split(' ')];
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start] === now[start]) start++;
  let end = 0;
  while (end < most - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end++;
  if (start + end >= most) return `${before} → ${after}`;
  const middle = (words: string[]): string => words.slice(start, words.length - end).join(' ');
  return [...old.slice(0, start), middle(old), '→', middle(now), ...old.slice(old.length - end)].join(' ');
}
