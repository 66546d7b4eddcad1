/** Reads a bigint column as a number: all of ours stay below 2^53. */
export const bigintNumber = {
  to: (value: number | null | undefined): number | null | undefined => value,
  from: (value: string | number | null): number | null => (value === null ? null : Number(value)),
};
