import { Field, ObjectType } from 'type-graphql';
import type { JsonObject } from '../../core/scoring/facts.js';
import { JsonObjectScalar } from '../scalars/json-object.js';

/** A reason for sending a lead back or out. */
@ObjectType('RejectionReason', {
  description: 'A reason agreed for sending a lead back or out.',
  simpleResolvers: true,
})
export class RejectionReasonType {
  @Field(() => String, { description: 'Its name for programs.' })
  key: string;

  @Field(() => String, { description: 'Its name for people.' })
  label: string;

  @Field(() => String, {
    description: 'What was wrong: fit, intent, budget, authority, need, timing, competitor, process or other.',
  })
  side: string;

  @Field(() => String, { description: 'What becomes of the lead: `recycle` or `disqualify`.' })
  outcome: string;

  @Field(() => Boolean, { description: 'Whether it needs a note.' })
  noteRequired: boolean;
}

/** A question of a qualification framework. */
@ObjectType('CriterionDefinition', { description: 'A question of a qualification framework.', simpleResolvers: true })
export class CriterionDefinitionType {
  @Field(() => String, { description: 'Its name for programs.' })
  key: string;

  @Field(() => String, { description: 'The question in words.' })
  label: string;

  @Field(() => String, {
    nullable: true,
    description: 'What kind of value an answer has besides its status; null: none.',
  })
  valueKind: string | null;
}

/** A list of questions a rep answers. */
@ObjectType('QualificationFramework', {
  description: 'A list of questions that must be answered before a lead is qualified, such as BANT.',
  simpleResolvers: true,
})
export class QualificationFrameworkType {
  @Field(() => String, { description: 'Its name for programs.' })
  key: string;

  @Field(() => String, { description: 'Its name for people.' })
  label: string;

  @Field(() => [CriterionDefinitionType], { description: 'Its questions, in order.' })
  criteria: CriterionDefinitionType[];
}

/** A type of the tracking plan. */
@ObjectType('ActivityType', { description: 'A type of activity in the tracking plan.', simpleResolvers: true })
export class ActivityTypeType {
  @Field(() => String, { description: 'The name activities carry: `pricing.viewed`.' })
  type: string;

  @Field(() => String, { description: 'Its name for people.' })
  label: string;

  @Field(() => JsonObjectScalar, { description: 'Its properties, each with the kind of its value.' })
  properties: JsonObject;
}

/** A segment of leads. */
@ObjectType('Segment', { description: 'A segment of leads, by a condition of the definitions.', simpleResolvers: true })
export class SegmentType {
  @Field(() => String, { description: 'Its name for programs.' })
  key: string;

  @Field(() => String, { description: 'Its name for people.' })
  label: string;

  @Field(() => String, { description: 'Its condition in words.' })
  summary: string;
}
