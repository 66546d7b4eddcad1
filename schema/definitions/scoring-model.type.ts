import { Field, ObjectType } from 'type-graphql';
import { NodeType } from '../nodes/node.type.js';

/** A scoring model of the live tree; its versions are resolved. */
@ObjectType('ScoringModel', {
  description: 'A scoring model: one file of the definitions.',
  implements: NodeType,
  simpleResolvers: true,
})
export class ScoringModelType extends NodeType {
  @Field(() => String, { description: 'Its name for programs: `hundred-point`.' })
  key: string;

  @Field(() => String, { description: 'Its file in the repository.' })
  path: string;

  @Field(() => String, { description: 'Its name for people.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'What it is about, as its authors wrote it.' })
  description: string | null;
}
