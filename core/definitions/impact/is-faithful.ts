import type { ImpactFigures } from './impact-report.js';

/** Above this share of crossings a replay is not believed. */
const FAITHFUL = 0.01;

/** Whether the replay of the base agrees with the record, to 1 % of the crossings; null: there was nothing to compare. */
export function isFaithful({ mismatchShare }: Pick<ImpactFigures, 'mismatchShare'>): boolean | null {
  return mismatchShare === null ? null : mismatchShare <= FAITHFUL;
}
