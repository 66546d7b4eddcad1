/** The seed of this run: `SEED` of the environment, else chosen now. Tests print it so that a failure can be repeated. */
export const seed: number = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

/** A repeatable source of numbers in [0, 1) (mulberry32), different for each `salt`. */
export function seededRandom(salt = 0): () => number {
  return randomFrom(seed ^ Math.imul(salt + 1, 0x9e3779b1));
}

/** The same numbers in [0, 1) in every run: for what statistics promise only of most draws. */
export function randomFrom(start: number): () => number {
  let state = start | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
