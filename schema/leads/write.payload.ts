import { Field, Int, ObjectType } from 'type-graphql';
import { StageTransitionType } from '../lifecycle/stage-transition.type.js';
import { ThresholdCrossingType } from '../scores/threshold-crossing.type.js';
import { MutationPayloadType } from '../writes/mutation-payload.type.js';
import { UserErrorType } from '../writes/user-error.type.js';
import { LeadType } from './lead.type.js';

/** Answer of the mutations about one lead. */
@ObjectType('LeadPayload', {
  description: 'What became of a lead.',
  implements: MutationPayloadType,
  simpleResolvers: true,
})
export class LeadPayloadType extends MutationPayloadType {
  @Field(() => LeadType, { nullable: true, description: 'The lead as it is now; null when there is none.' })
  lead: LeadType | null;

  @Field(() => StageTransitionType, { nullable: true, description: 'The stage move made; null when none was.' })
  transition: StageTransitionType | null;

  @Field(() => [ThresholdCrossingType], { description: 'Thresholds it crossed by this, in order.' })
  crossings: ThresholdCrossingType[];
}

/** Answer of `recordActivities`. */
@ObjectType('RecordActivitiesPayload', {
  description: 'What became of activities.',
  implements: MutationPayloadType,
  simpleResolvers: true,
})
export class RecordActivitiesPayloadType extends MutationPayloadType {
  @Field(() => Int, { description: 'How many were recorded.' })
  accepted: number;

  @Field(() => Int, { description: 'How many were known already.' })
  duplicates: number;

  @Field(() => [ThresholdCrossingType], { description: 'Thresholds crossed by them, in order.' })
  crossings: ThresholdCrossingType[];

  @Field(() => [StageTransitionType], { description: 'Stages entered by them, in order.' })
  transitions: StageTransitionType[];
}

/** Answer of `importRecords`. */
@ObjectType('ImportPayload', {
  description: 'What became of imported records.',
  implements: MutationPayloadType,
  simpleResolvers: true,
})
export class ImportPayloadType extends MutationPayloadType {
  @Field(() => Int, { description: 'How many were recorded.' })
  accepted: number;

  @Field(() => Int, { description: 'How many were known already.' })
  duplicates: number;

  @Field(() => [UserErrorType], { description: 'What was recorded although it looks wrong.' })
  warnings: UserErrorType[];
}
