import { Field, Int, ObjectType } from 'type-graphql';
import { CommitId } from '../scalars/commit-id.js';
import { DateTime } from '../scalars/date-time.js';

/** A release. */
@ObjectType('DefinitionVersion', {
  description: 'A release: a commit promoted to live. Every promotion takes the next number, roll-backs too.',
  simpleResolvers: true,
})
export class DefinitionVersionType {
  @Field(() => CommitId, { description: 'The state of the definitions that came in force.' })
  commit: string;

  @Field(() => Int, { description: 'Its number, from 1.' })
  release: number;

  @Field(() => DateTime, { description: 'When it came in force.' })
  promotedAt: Date;
}
