import { Field, ObjectType } from 'type-graphql';
import { CommitId } from '../scalars/commit-id.js';
import { DateTime } from '../scalars/date-time.js';

/** The whole tree in words; who signed it is resolved. */
@ObjectType('Agreement', {
  description: 'What was agreed: the whole tree of a commit in words, printable, with who signed it and when.',
  simpleResolvers: true,
})
export class AgreementType {
  @Field(() => CommitId, { description: 'The state of the definitions it tells.' })
  commit: string;

  @Field(() => String, { description: 'The tree in words, as Markdown; what people wrote in it is escaped.' })
  markdown: string;

  @Field(() => DateTime, { description: 'When it first came in force; of a commit that never did when it was made.' })
  since: Date;
}
