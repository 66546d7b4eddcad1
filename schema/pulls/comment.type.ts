import { Field, ObjectType } from 'type-graphql';
import { NodeType } from '../nodes/node.type.js';
import { DateTime } from '../scalars/date-time.js';

/** A word about a pull request; by whom is resolved. */
@ObjectType('Comment', {
  description: 'A word about a pull request, or about a place in one of its files.',
  implements: NodeType,
  simpleResolvers: true,
})
export class CommentType extends NodeType {
  @Field(() => String, { description: 'The words.' })
  body: string;

  @Field(() => String, { nullable: true, description: 'The file it is about; null: all of it.' })
  path: string | null;

  @Field(() => String, { nullable: true, description: 'JSON pointer to the place it is about.' })
  pointer: string | null;

  @Field(() => DateTime, { description: 'When it was said.' })
  createdAt: Date;
}
