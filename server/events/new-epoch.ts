import { randomInt } from 'node:crypto';

/** A number for a new epoch: random, so that neither another installation nor a restored one has it too. */
export function newEpoch(): number {
  return randomInt(1, 2 ** 31);
}
