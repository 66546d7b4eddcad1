/** The parts of a list written with commas, in capitals: enum values as people type them. */
export function upperList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim().toUpperCase())
    .filter((part) => part !== '');
}
