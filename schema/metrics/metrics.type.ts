import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Denominator, FunnelBasis } from '../../server/metrics/metrics-input.js';
import { StageType } from '../lifecycle/stage.type.js';
import { DateTime } from '../scalars/date-time.js';
import { DenominatorEnum, FunnelBasisEnum } from './metrics.enums.js';

const RATE = 'A share from 0 to 1; null where nothing is counted.';

/** A window of time, half-open. */
@ObjectType('TimeWindow', { description: 'A window of time: `from` is in it, `to` is not.', simpleResolvers: true })
export class TimeWindowType {
  @Field(() => DateTime, { description: 'The first instant in it.' })
  from: Date;

  @Field(() => DateTime, { description: 'The first instant after it.' })
  to: Date;

  @Field(() => String, { description: 'IANA zone in which its buckets are cut.' })
  timeZone: string;
}

/** What a rate means. */
@ObjectType('BenchmarkReading', {
  description: 'What a rate means by a profile of benchmarks.json.',
  simpleResolvers: true,
})
export class BenchmarkReadingType {
  @Field(() => String, { description: 'Key of the profile.' })
  profile: string;

  @Field(() => String, { description: 'Key of the band; `unclassified` between bands.' })
  band: string;

  @Field(() => String, { description: 'What the profile says of this band; empty where it says nothing.' })
  diagnosis: string;

  @Field(() => Float, { nullable: true, description: 'Lower end of the band, a share; null where it has none.' })
  low: number | null;

  @Field(() => Float, { nullable: true, description: 'Upper end of the band, a share; null where it has none.' })
  high: number | null;
}

/** One stage of a funnel. */
@ObjectType('FunnelStep', {
  description: 'A stage of a funnel and the way to the next asked one.',
  simpleResolvers: true,
})
export class FunnelStepType {
  @Field(() => StageType, { description: 'The stage, as the live definitions have it.' })
  stage: StageType;

  @Field(() => Int, { description: 'COHORT: passes that were in it. PERIOD: entries in the window.' })
  entered: number;

  @Field(() => StageType, { nullable: true, description: 'The next asked stage; null of the last.' })
  next: StageType | null;

  @Field(() => Int, {
    description: 'Of these, how many reached `next` or a later open or won stage in the same pass; 0 of the last.',
  })
  reachedNext: number;

  @Field(() => Float, { nullable: true, description: RATE })
  conversion: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Median seconds from first entry to first reaching, of those that reached; null where none did.',
  })
  medianSeconds: number | null;

  @Field(() => Float, { nullable: true, description: 'The same, 90th percentile (continuous).' })
  p90Seconds: number | null;

  @Field(() => BenchmarkReadingType, {
    nullable: true,
    description: 'What the rate means; null where the profile does not speak of it or counts another denominator.',
  })
  reading: BenchmarkReadingType | null;
}

/** A funnel of one value. */
@ObjectType('FunnelSlice', { description: 'The funnel of the passes with one value.', simpleResolvers: true })
export class FunnelSliceType {
  @Field(() => String, { nullable: true, description: 'The value; null: none was known.' })
  value: string | null;

  @Field(() => [FunnelStepType], { description: 'Its steps.' })
  steps: FunnelStepType[];
}

/** A funnel of one bucket. */
@ObjectType('FunnelPoint', {
  description: 'The funnel of the passes that entered in one bucket of time.',
  simpleResolvers: true,
})
export class FunnelPointType {
  @Field(() => DateTime, { description: 'Start of the bucket.' })
  bucketStart: Date;

  @Field(() => [FunnelStepType], { description: 'Its steps.' })
  steps: FunnelStepType[];
}

/** A funnel. */
@ObjectType('Funnel', { description: 'How passes went through stages. The unit is the pass.', simpleResolvers: true })
export class FunnelType {
  @Field(() => TimeWindowType, { description: 'The window asked for.' })
  window: TimeWindowType;

  @Field(() => FunnelBasisEnum, { description: 'How it was counted.' })
  basis: FunnelBasis;

  @Field(() => DateTime, { description: 'Everything up to this instant of the database clock is counted.' })
  asOf: Date;

  @Field(() => [FunnelStepType], { description: 'All passes.' })
  steps: FunnelStepType[];

  @Field(() => [FunnelSliceType], { description: 'By value of `groupBy`, most entered first; empty without one.' })
  slices: FunnelSliceType[];

  @Field(() => [FunnelPointType], { description: 'By bucket of `grain`, in order; empty without one.' })
  series: FunnelPointType[];
}

/** A rate between two stages. */
@ObjectType('Conversion', { description: 'How many went from one stage to another.', simpleResolvers: true })
export class ConversionType {
  @Field(() => StageType, { description: 'Where they came from.' })
  from: StageType;

  @Field(() => StageType, { description: 'Where they went.' })
  to: StageType;

  @Field(() => Int, { description: 'Passes counted, by the denominator.' })
  entered: number;

  @Field(() => Int, { description: 'Of these, how many reached `to` or a later open or won stage.' })
  converted: number;

  @Field(() => Float, { nullable: true, description: RATE })
  rate: number | null;

  @Field(() => Float, { nullable: true, description: 'Median seconds from entry to reaching; null where none did.' })
  medianSeconds: number | null;

  @Field(() => DenominatorEnum, { description: 'What the rate is a share of.' })
  denominator: Denominator;

  @Field(() => DateTime, { description: 'Everything up to this instant of the database clock is counted.' })
  asOf: Date;

  @Field(() => BenchmarkReadingType, { nullable: true, description: 'What the rate means, by the profile.' })
  reading: BenchmarkReadingType | null;
}
