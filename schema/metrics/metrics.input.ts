import { Field, InputType } from 'type-graphql';
import type { Denominator, FunnelBasis, LeadDimension, TimeGrain } from '../../server/metrics/metrics-input.js';
import { LeadFilterType } from '../filters/lead-filter.input.js';
import { DateTime } from '../scalars/date-time.js';
import { DenominatorEnum, FunnelBasisEnum, LeadDimensionEnum, TimeGrainEnum } from './metrics.enums.js';

/** A window of time asked for. */
@InputType('TimeWindowInput', { description: 'A window of time: `from` is in it, `to` is not.' })
export class TimeWindowInputType {
  @Field(() => DateTime, { description: 'The first instant in it.' })
  from: Date;

  @Field(() => DateTime, { description: 'The first instant after it; later than `from`.' })
  to: Date;

  @Field(() => String, { nullable: true, defaultValue: 'UTC', description: 'IANA zone in which buckets are cut.' })
  timeZone?: string | null;
}

/** A funnel asked for. */
@InputType('FunnelInput', { description: 'Which funnel.' })
export class FunnelInputType {
  @Field(() => TimeWindowInputType, { description: 'The window of entries.' })
  window: TimeWindowInputType;

  @Field(() => FunnelBasisEnum, { nullable: true, defaultValue: 'COHORT', description: 'How to count.' })
  basis?: FunnelBasis | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Keys of the stages, in order; all open and won ones if left out.',
  })
  stages?: string[] | null;

  @Field(() => DenominatorEnum, { nullable: true, defaultValue: 'ENTERED', description: 'What rates are a share of.' })
  denominator?: Denominator | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Counts a lead once, by its first pass in the window.',
  })
  distinctLeads?: boolean | null;

  @Field(() => LeadFilterType, { nullable: true, description: 'Only these leads, as they are now.' })
  filter?: LeadFilterType | null;

  @Field(() => LeadDimensionEnum, { nullable: true, description: 'Slices by this.' })
  groupBy?: LeadDimension | null;

  @Field(() => String, { nullable: true, description: 'Path of the attribute, with `groupBy: ATTRIBUTE`.' })
  groupByPath?: string | null;

  @Field(() => TimeGrainEnum, { nullable: true, description: 'A series by buckets of this length.' })
  grain?: TimeGrain | null;

  @Field(() => String, { nullable: true, description: 'Profile of benchmarks.json; its default if left out.' })
  profile?: string | null;
}
