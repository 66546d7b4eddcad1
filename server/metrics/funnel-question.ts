import type { AskedStep } from './choose-steps.js';
import type { FunnelInput, TimeWindow } from './metrics-input.js';

/** A funnel asked for, with everything checked and looked up. */
export interface FunnelQuestion {
  window: TimeWindow;
  asOf: Date;
  steps: AskedStep[];
  handedOff: boolean;
  distinctLeads: boolean;
  filter: FunnelInput['filter'];
  /** Whether slices are asked for. */
  sliced: boolean;
  /** SQL over `stage_entries f`, with its values already in `parameters`. */
  slice: string;
  /** Starts of the buckets of the series; empty without a grain. */
  buckets: Date[];
  parameters: unknown[];
}

/** Counts of one step: of all, or of one slice (`grouped` 1), or of one bucket (`grouped` 2, counted from 1). */
export interface FunnelCount {
  step: number;
  grouped: 0 | 1 | 2;
  slice: string | null;
  bucket: number | null;
  entered: number;
  reached: number;
  median: number | null;
  p90: number | null;
}
