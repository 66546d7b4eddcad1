/** The fewest members that must have changed place, where both lists hold the same members; in the order of `after`. */
export function movedEntries(before: readonly string[], after: readonly string[]): string[] {
  const place = new Map(before.map((name, index) => [name, index]));
  const stays = new Set(longestRise(after.map((name) => place.get(name) ?? 0)));
  return after.filter((_, index) => !stays.has(index));
}

/** Indexes of one longest rising subsequence of different numbers. */
function longestRise(numbers: readonly number[]): number[] {
  const ends: number[] = [];
  const previous: number[] = [];
  numbers.forEach((number, index) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[ends[middle] as number] as number) < number) low = middle + 1;
      else high = middle;
    }
    previous[index] = ends[low - 1] ?? -1;
    ends[low] = index;
  });
  const rise: number[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] as number) rise.unshift(at);
  return rise;
}
