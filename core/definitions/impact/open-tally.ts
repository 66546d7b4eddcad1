import type { ImpactTally } from './impact-tally.js';

/** A tally of no leads. */
export function openTally(): ImpactTally {
  return {
    changed: 0,
    unchanged: 0,
    notEvaluable: 0,
    errors: 0,
    faith: null,
    counted: 0,
    flagged: [0, 0],
    gained: 0,
    lost: 0,
    thresholds: new Map(),
    moves: new Map(),
    points: new Map(),
    bySource: new Map(),
    bySegment: new Map(),
    handoffs: [[], []],
    judged: [],
    sample: { moved: [], staying: [] },
    faults: [],
  };
}
