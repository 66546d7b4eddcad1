const COUNTED = /\{(\d+)(?:,(\d*))?\}/y;

/** About how many steps a regular expression compiles to: repetitions multiply what they repeat. Linear in its length. */
export function patternSize(pattern: string): number {
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
      last = group + 1;
      group = (outer.pop() ?? 0) + last;
    } else {
      if (sign === '\\') i++;
      else if (sign === '[') i = endOfClass(pattern, i);
      last = 1;
      group += 1;
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
