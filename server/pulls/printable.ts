/** A path as a terminal may show it: control characters, which could write anything there, are question marks. */
export function printable(path: string): string {
  return path.slice(0, 300).replace(/[\p{C}\p{Z}]/gu, (character) => (character === ' ' ? ' ' : '?'));
}
