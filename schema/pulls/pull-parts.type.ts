import { Field, ObjectType } from 'type-graphql';
import type { Json } from '../../core/scoring/facts.js';
import { JsonScalar } from '../scalars/json.js';

/** A file that a change touches. */
@ObjectType('FileChange', { description: 'A file that a change touches.', simpleResolvers: true })
export class FileChangeType {
  @Field(() => String, { description: 'Its path.' })
  path: string;

  @Field(() => String, { nullable: true, description: 'Its text before; null: it is new.' })
  before: string | null;

  @Field(() => String, { nullable: true, description: 'Its text after; null: it is removed.' })
  after: string | null;
}

/** A place that main and a proposal changed to different things. */
@ObjectType('MergeConflict', {
  description:
    'A place that main and the proposal changed to different things. A new commit resolves it: send all files in conflict by `updatePullRequest`, or merge main into the branch.',
  simpleResolvers: true,
})
export class MergeConflictType {
  @Field(() => String, { description: 'The file.' })
  path: string;

  @Field(() => String, { description: 'JSON pointer to the place.' })
  pointer: string;

  @Field(() => JsonScalar, {
    nullable: true,
    description: 'What stood there when the branch left main; null: nothing.',
  })
  base: Json;

  @Field(() => JsonScalar, { nullable: true, description: 'What main says now; null: nothing.' })
  ours: Json;

  @Field(() => JsonScalar, { nullable: true, description: 'What the proposal says; null: nothing.' })
  theirs: Json;

  @Field(() => String, { description: 'All three in a sentence.' })
  summary: string;
}
