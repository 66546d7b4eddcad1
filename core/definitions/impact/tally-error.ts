import type { ImpactTally } from './impact-tally.js';

const TOLD = 5;

/** Counts a lead that could not be replayed. */
export function tallyError(tally: ImpactTally, id: string, error: unknown): void {
  tally.errors++;
  if (tally.faults.length < TOLD) tally.faults.push(`${id}: ${error instanceof Error ? error.message : String(error)}`);
}
