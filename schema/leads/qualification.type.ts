import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../scalars/date-time.js';
import { CriterionStatusEnum } from './write.input.js';

/** How one question stands; `answeredBy` is resolved. */
@ObjectType('Criterion', { description: 'How one question of a framework stands for a lead.', simpleResolvers: true })
export class CriterionType {
  @Field(() => String, { description: 'Key of the question.' })
  key: string;

  @Field(() => String, { description: 'The question in words.' })
  label: string;

  @Field(() => CriterionStatusEnum, { description: 'How it stands; a new pass may have made it unknown again.' })
  status: keyof typeof CriterionStatusEnum;

  @Field(() => String, {
    nullable: true,
    description: 'The answer itself, where one was given; null for roles that may not see personal data.',
  })
  value: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was answered; null while unknown.' })
  answeredAt: Date | null;
}

/** The answers of a lead. */
@ObjectType('Qualification', { description: 'The answers of a lead by one framework.', simpleResolvers: true })
export class QualificationType {
  @Field(() => String, { description: 'Key of the framework.' })
  framework: string;

  @Field(() => [CriterionType], { description: 'Its questions, in order.' })
  criteria: CriterionType[];

  @Field(() => Int, { description: 'How many are confirmed.' })
  confirmed: number;

  @Field(() => Boolean, { description: 'Whether every question is answered, this way or that.' })
  complete: boolean;
}
