/** A repeatable source of chance: the same seed gives the same throws. */
export interface Dice {
  /** In [0, 1). */
  share(): number;
  /** Whole, both ends included. */
  between(from: number, to: number): number;
  chance(share: number): boolean;
  pick<Value>(of: readonly Value[]): Value;
  /** Picks by weight. */
  weighted<Value>(of: readonly (readonly [Value, number])[]): Value;
}

/** Dice that fall as `seed` says (mulberry32). */
export function throwDice(seed: number): Dice {
  let state = seed | 0;
  const share = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    share,
    between: (from, to) => from + Math.floor(share() * (to - from + 1)),
    chance: (limit) => share() < limit,
    pick: <Value>(of: readonly Value[]) => of[Math.floor(share() * of.length)] as Value,
    weighted<Value>(of: readonly (readonly [Value, number])[]): Value {
      let left = share() * of.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of of) {
        left -= weight;
        if (left < 0) return value;
      }
      return (of.at(-1) as readonly [Value, number])[0];
    },
  };
}
