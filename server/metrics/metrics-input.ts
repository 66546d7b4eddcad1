import type { LeadFilter } from '../leads/filters.js';

/** A half-open window; `timeZone` is an IANA name. */
export interface TimeWindow {
  from: Date;
  to: Date;
  timeZone: string;
}

/** COHORT: passes that entered in the window, whenever they went on. PERIOD: entries and exits in the window. */
export type FunnelBasis = 'COHORT' | 'PERIOD';
/** Of whom a rate is: of all that entered, or of those handed to sales. */
export type Denominator = 'ENTERED' | 'HANDED_OFF';
/** The length of a bucket of time. */
export type TimeGrain = 'HOUR' | 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER';
/** By what a funnel is sliced. */
export type LeadDimension =
  | 'SOURCE'
  | 'CHANNEL'
  | 'CAMPAIGN'
  | 'SEGMENT'
  | 'OWNER'
  | 'SCORE_BAND'
  | 'RELEASE'
  | 'MODEL'
  | 'ATTRIBUTE';

/** What is asked of a funnel; what is left out takes the contract's defaults. */
export interface FunnelInput {
  window: { from: Date; to: Date; timeZone?: string | null };
  basis?: FunnelBasis | null;
  stages?: string[] | null;
  denominator?: Denominator | null;
  distinctLeads?: boolean | null;
  filter?: LeadFilter | null;
  groupBy?: LeadDimension | null;
  groupByPath?: string | null;
  grain?: TimeGrain | null;
  profile?: string | null;
}

/** From which stage to which, in which window. */
export interface ConversionInput {
  from: string;
  to: string;
  window: { from: Date; to: Date; timeZone?: string | null };
  denominator?: Denominator | null;
  basis?: FunnelBasis | null;
  filter?: LeadFilter | null;
  profile?: string | null;
}
