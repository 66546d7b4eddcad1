import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { StageType } from '../lifecycle/stage.type.js';
import { CalendarDate } from '../scalars/calendar-date.js';

/** Sides of an impact. */
export const ImpactSideEnum = { BASE: 'BASE', HEAD: 'HEAD' } as const;

registerEnumType(ImpactSideEnum, {
  name: 'ImpactSide',
  description: 'Which definitions a figure is of. Of a challenger: BASE is the live model.',
  valuesConfig: {
    BASE: { description: 'What the change is laid over.' },
    HEAD: { description: 'What is proposed.' },
  },
});

/** A figure with its interval. */
@ObjectType('Estimate', { description: 'A figure with its 95 % interval.', simpleResolvers: true })
export class EstimateType {
  @Field(() => Float, { description: 'What was counted.' })
  value: number;

  @Field(() => Float, { description: 'Lower end of the interval.' })
  low: number;

  @Field(() => Float, { description: 'Upper end of the interval.' })
  high: number;
}

/** A threshold under both sides. */
@ObjectType('ThresholdImpact', {
  description: 'Leads of which a threshold went up in the window, under both sides.',
  simpleResolvers: true,
})
export class ThresholdImpactType {
  @Field(() => String, { description: 'Key of the threshold.' })
  key: string;

  @Field(() => Int, { description: 'Leads with at least one UP under the base.' })
  base: number;

  @Field(() => Int, { description: 'Leads with at least one UP under the proposal.' })
  head: number;

  @Field(() => Int, { description: 'Leads with one under the proposal only.' })
  gained: number;

  @Field(() => Int, { description: 'Leads with one under the base only.' })
  lost: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Median seconds by which the proposal was earlier (below 0: later), of leads with both; null without any.',
  })
  earlierSeconds: number | null;
}

/** Leads that end in another stage. */
@ObjectType('StageMove', { description: 'Leads that end the window in another stage.', simpleResolvers: true })
export class StageMoveType {
  @Field(() => StageType, { description: 'Under the base.' })
  from: StageType;

  @Field(() => StageType, { description: 'Under the proposal.' })
  to: StageType;

  @Field(() => Int, { description: 'How many leads.' })
  count: number;
}

/** Leads of one value. */
@ObjectType('SliceImpact', { description: 'Leads of one value, and how many each side flags.', simpleResolvers: true })
export class SliceImpactType {
  @Field(() => String, { nullable: true, description: 'The value; null: none was known.' })
  value: string | null;

  @Field(() => Int, { description: 'All its leads.' })
  leads: number;

  @Field(() => Int, {
    description: 'Flagged under the base: a threshold that leads to the first handoff or on went up.',
  })
  base: number;

  @Field(() => Int, { description: 'Flagged under the proposal.' })
  head: number;
}

/** A bin of scores. */
@ObjectType('HistogramBin', {
  description: 'Leads whose primary score lies in [from, to); the last bin includes its end.',
  simpleResolvers: true,
})
export class HistogramBinType {
  @Field(() => Float, { description: 'Lower end, in points.' })
  from: number;

  @Field(() => Float, { description: 'Upper end, in points.' })
  to: number;

  @Field(() => Int, { description: 'Leads in it; of an impact: under the base.' })
  count: number;

  @Field(() => Int, { nullable: true, description: 'Of an impact: leads in it under the proposal.' })
  headCount: number | null;
}

/** How well one side foretells an outcome. */
@ObjectType('ModelQuality', {
  description:
    'How well one side foretells an outcome, of leads old enough to judge: more time has passed since their handoff than half of those that reached it took (30 days where fewer than 20 did).',
  simpleResolvers: true,
})
export class ModelQualityType {
  @Field(() => ImpactSideEnum, { description: 'Which definitions.' })
  side: keyof typeof ImpactSideEnum;

  @Field(() => StageType, { description: 'The stage that was to be reached; a later open or won one reaches it too.' })
  outcome: StageType;

  @Field(() => Int, { description: 'Leads old enough.' })
  judged: number;

  @Field(() => Int, { description: 'Leads too young, left out of every figure.' })
  tooYoung: number;

  @Field(() => EstimateType, { nullable: true, description: 'Share of the flagged that reached it.' })
  precision: EstimateType | null;

  @Field(() => EstimateType, { nullable: true, description: 'Share of those that reached it which were flagged.' })
  recall: EstimateType | null;

  @Field(() => EstimateType, {
    nullable: true,
    description: 'How much more often the flagged reached it than all did.',
  })
  lift: EstimateType | null;

  @Field(() => EstimateType, {
    nullable: true,
    description: 'Area under the ROC curve of the score at the handoff (without one: at the end of the window).',
  })
  auc: EstimateType | null;

  @Field(() => EstimateType, {
    nullable: true,
    description: 'Share that reached it of the leads this side hands over and sales really had.',
  })
  conversion: EstimateType | null;
}

/** Handoffs of a week. */
@ObjectType('LoadPoint', { description: 'Handoffs by score in one week.', simpleResolvers: true })
export class LoadPointType {
  @Field(() => CalendarDate, { description: 'Its first day, as benchmarks.json says, in the zone of the tree.' })
  week: string;

  @Field(() => Int, { description: 'Under the base.' })
  base: number;

  @Field(() => Int, { description: 'Under the proposal.' })
  head: number;

  @Field(() => Int, { nullable: true, description: 'What the people of the pools take a week; null: nobody said.' })
  capacity: number | null;
}
