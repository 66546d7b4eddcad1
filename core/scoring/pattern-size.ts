const COUNTED = /\{(\d+)(?:,(\d*))?\}/y;

/**
 * About how many steps a regular expression compiles to: repetitions multiply what they repeat. Linear in its length.
 * `weigh` says what a sign or class counts, by how it begins (`a`, `.`, `[`, `\w`): 1 each by default.
 */
export function patternSize(pattern: string, weigh: (atom: string) => number = () => 1): number {
  const outer: number[] = [];
  let group = 0;
  let last = 0;
  for (let i = 0; i < pattern.length; i++) {
    const sign = pattern[i];
    COUNTED.lastIndex = i;
    const counted = sign === '{' ? COUNTED.exec(pattern) : null;
    if (counted) {
      const times = Math.max(1, Number(counted[1]), Number(counted[2] || 0));
      group += last * (times - 1);
      last *= times;
      i += counted[0].length - 1;
    } else if (sign === '(') {
      outer.push(group);
      group = 0;
      last = 0;
    } else if (sign === ')') {
      last = group + weigh(')');
      group = (outer.pop() ?? 0) + last;
    } else {
      last = weigh(sign === '\\' ? pattern.slice(i, i + 2) : (sign as string));
      if (sign === '\\') i++;
      else if (sign === '[') i = endOfClass(pattern, i);
      group += last;
    }
  }
  return outer.reduce((sum, size) => sum + size, group);
}

function endOfClass(pattern: string, start: number): number {
  let i = start + 1;
  if (pattern[i] === '^') i++;
  if (pattern[i] === ']') i++;
  for (; i < pattern.length && pattern[i] !== ']'; i++) if (pattern[i] === '\\') i++;
  return i;
}
