const UNITS: readonly [string, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/** Milliseconds in at most two units: `1 hour 5 minutes`; what is over is `0 seconds`. */
export function spellSpan(milliseconds: number): string {
  let left = Math.max(0, milliseconds);
  const first = UNITS.findIndex(([, size]) => left >= size);
  if (first < 0) return '0 seconds';
  const words: string[] = [];
  for (const [unit, size] of UNITS.slice(first, first + 2)) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) words.push(`${count} ${unit}${count === 1 ? '' : 's'}`);
  }
  return words.join(' ');
}
