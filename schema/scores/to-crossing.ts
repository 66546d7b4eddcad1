import type { Crossing } from '../../server/entities/crossing.entity.js';
import type { ThresholdCrossingType } from './threshold-crossing.type.js';

/** A row of `crossings` with the words of its columns known. */
export type CrossingRow = Omit<Crossing, 'direction' | 'trigger' | 'outcome'> & ThresholdCrossingType;

/** The row itself: the database holds these columns to the words of the API. */
export function toCrossing(row: Crossing): CrossingRow {
  return row as CrossingRow;
}
