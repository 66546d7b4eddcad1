import { Field, ObjectType } from 'type-graphql';
import type { JsonObject } from '../../core/scoring/facts.js';
import { NodeType } from '../nodes/node.type.js';
import { connectionType } from '../paging/connection-type.js';
import { CommitId } from '../scalars/commit-id.js';
import { DateTime } from '../scalars/date-time.js';
import { JsonObjectScalar } from '../scalars/json-object.js';

/** A version of a scoring model; `model` is resolved. */
@ObjectType('ModelVersion', {
  description: 'A version of a scoring model: its file as one commit had it.',
  implements: NodeType,
  simpleResolvers: true,
})
export class ModelVersionType extends NodeType {
  @Field(() => String, { description: 'Semantic version, written by the merge: `1.2.0`.' })
  version: string;

  @Field(() => CommitId, { description: 'The commit that brought it.' })
  commit: string;

  @Field(() => DateTime, { description: 'When that was.' })
  committedAt: Date;

  @Field(() => String, { description: 'Who wrote it, as git has it.' })
  author: string;

  @Field(() => String, { description: 'First line of the commit.' })
  message: string;

  @Field(() => JsonObjectScalar, { description: 'The whole file.' })
  document: JsonObject;
}

/** Pages of model versions. */
export const ModelVersionConnectionType = connectionType('ModelVersion', 'versions of a model', () => ModelVersionType);
