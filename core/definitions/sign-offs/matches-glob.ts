/** Whether a path fits a pattern: `*` stands for signs of one folder or name, `**` for any. Time grows with both lengths. */
export function matchesGlob(pattern: string, path: string): boolean {
  const parts = pattern.match(/\*+|[^*]/gu) ?? [];
  const signs = [...path];
  let ends = new Set([0]);
  for (const part of parts) {
    const next = new Set<number>();
    for (const end of ends) {
      if (!part.startsWith('*')) {
        if (signs[end] === part) next.add(end + 1);
        continue;
      }
      for (let at = end; at <= signs.length && !next.has(at); at++) {
        next.add(at);
        if (part === '*' && signs[at] === '/') break;
      }
    }
    ends = next;
  }
  return ends.has(signs.length);
}
