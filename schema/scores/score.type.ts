import { Field, Float, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../scalars/date-time.js';

/** One of a model's scores. */
@ObjectType('ScoreValue', { description: 'One of the scores of a model, in points.', simpleResolvers: true })
export class ScoreValueType {
  @Field(() => String, { description: 'Its key in the model: `fit`, `intent`.' })
  key: string;

  @Field(() => Float, { description: 'After the clamp of the score.' })
  value: number;

  @Field(() => Float, { description: 'The sum of its contributions, before the clamp.' })
  raw: number;

  @Field(() => Float, { nullable: true, description: 'The least it can be; null: no clamp.' })
  min: number | null;

  @Field(() => Float, { nullable: true, description: 'The most it can be; null: no clamp.' })
  max: number | null;

  @Field(() => String, { nullable: true, description: 'The band of benchmarks.json it lies in.' })
  band: string | null;
}

/** A model's statement about a lead at an instant; `version`, explanations and thresholds are resolved. */
@ObjectType('Score', {
  description:
    'What a model says of a lead at an instant. `value` is the primary score of the model. Null in place of a score: no model applies.',
  simpleResolvers: true,
})
export class ScoreType {
  @Field(() => DateTime, { description: 'The instant it was computed for.' })
  at: Date;

  @Field(() => Float, { description: 'The primary score, in points.' })
  value: number;

  @Field(() => String, { description: 'Key of the primary score.' })
  primary: string;

  @Field(() => Boolean, {
    description: 'Whether the model is for this lead at that instant: its `appliesTo` holds, or it has none.',
  })
  applies: boolean;
}

/** A score in time. */
@ObjectType('ScorePoint', { description: 'The score from one change to the next.', simpleResolvers: true })
export class ScorePointType {
  @Field(() => DateTime, { description: 'From when on.' })
  at: Date;

  @Field(() => Float, { description: 'The primary score, in points.' })
  value: number;

  @Field(() => [ScoreValueType], { description: 'All scores of the model.' })
  values: ScoreValueType[];
}

/** A score before and after a crossing. */
@ObjectType('ScoreChange', {
  description: 'One score of the model before and after, in points.',
  simpleResolvers: true,
})
export class ScoreChangeType {
  @Field(() => String, { description: 'Its key in the model.' })
  key: string;

  @Field(() => Float, { description: 'Just before.' })
  before: number;

  @Field(() => Float, { description: 'Just after.' })
  after: number;
}

/** What one rule gave; `activities` are resolved. */
@ObjectType('ScoreContribution', {
  description: 'What one rule gave, and why. The points of a score’s rules sum to its raw value.',
  simpleResolvers: true,
})
export class ScoreContributionType {
  @Field(() => String, { description: 'Key of the rule.' })
  rule: string;

  @Field(() => String, { description: 'Key of the score it gives to.' })
  score: string;

  @Field(() => Float, { description: 'Points given, after decay and the clamp of the rule.' })
  points: number;

  @Field(() => Boolean, { description: 'Whether its condition holds.' })
  holds: boolean;

  @Field(() => Boolean, { description: 'Whether the clamp of the rule cut something off.' })
  capped: boolean;

  @Field(() => Float, { description: 'Share of the points that decay left: 1 is all.' })
  decay: number;

  @Field(() => String, { description: 'Why, in words: what it saw, or what is missing.' })
  detail: string;

  @Field(() => String, { nullable: true, description: 'Why the rule exists, as its authors wrote it.' })
  rationale: string | null;

  @Field(() => Int, { description: 'How many activities it counted.' })
  activityCount: number;
}

/** A threshold at an instant; `threshold` is resolved. */
@ObjectType('ThresholdState', {
  description: 'Whether a threshold is crossed, and what is missing.',
  simpleResolvers: true,
})
export class ThresholdStateType {
  @Field(() => Boolean, { description: 'Whether its condition holds.' })
  crossed: boolean;

  @Field(() => String, { nullable: true, description: 'What is missing, in words; null where nothing is.' })
  missing: string | null;
}

/** A threshold; the stages are resolved. */
@ObjectType('Threshold', {
  description: 'A line in a model: when it is crossed, something happens.',
  simpleResolvers: true,
})
export class ThresholdType {
  @Field(() => String, { description: 'Its key in the model.' })
  key: string;

  @Field(() => String, { description: 'Its condition in words.' })
  summary: string;

  @Field(() => String, { nullable: true, description: 'Why it lies there, as its authors wrote it.' })
  rationale: string | null;
}
