/** 2^53: as many different draws as a number keeps apart. */
const DRAWS = 2 ** 53;

/**
 * Where a lead or account falls in [0, 1) when leads of the model `against` are drawn, the same for ever: cyrb53 (bryc,
 * public domain; two rounds of 32-bit multiply and xor) of the UTF-16 units of `against`, a newline and `unit`, over 2^53.
 */
export function drawOf(against: string, unit: string): number {
  const text = `${against}\n${unit}`;
  let [h1, h2] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    h1 = Math.imul(h1 ^ code, 2654435761);
    h2 = Math.imul(h2 ^ code, 1597334677);
  }
  h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909);
  h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909);
  return (2 ** 32 * (2097151 & h2) + (h1 >>> 0)) / DRAWS;
}
