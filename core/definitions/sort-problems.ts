/** Errors first, then what stands in a file that the change touches, then the rest, each by file and line as before. */
export function sortProblems<Found extends { path: string; level: string }>(
  found: readonly Found[],
  isTouched: (problem: Found) => boolean,
): Found[] {
  const rank = (problem: Found) => (problem.level.toLowerCase() === 'error' ? 0 : isTouched(problem) ? 1 : 2);
  return found.toSorted((one, other) => rank(one) - rank(other));
}
