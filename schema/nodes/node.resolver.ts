import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { CallerError } from '../../server/errors.js';
import type { Context } from '../context.js';
import { findNode } from './find-node.js';
import { NodeType } from './node.type.js';

/** Things by id, whatever they are. */
@Resolver()
export class NodeResolver {
  @Query(() => NodeType, {
    nullable: true,
    description: 'What has this id; null where there is none, or the caller may not see it.',
  })
  node(
    @Arg('id', () => ID, { description: 'As the API gave it.' }) id: string,
    @Ctx() context: Context,
  ): Promise<NodeType | null> {
    return findNode(context, id);
  }

  @Query(() => [NodeType], {
    nullable: 'items',
    description: 'What has these ids, in their order, null for each there is not; at most 100 (LIMIT_EXCEEDED).',
  })
  nodes(
    @Arg('ids', () => [ID], { description: 'At most 100.' }) ids: string[],
    @Ctx() context: Context,
  ): Promise<(NodeType | null)[]> {
    const most = context.limits.page;
    if (ids.length > most)
      throw new CallerError('LIMIT_EXCEEDED', `${ids.length} ids were asked for, at most ${most} are answered.`);
    return Promise.all(ids.map((id) => findNode(context, id)));
  }
}
