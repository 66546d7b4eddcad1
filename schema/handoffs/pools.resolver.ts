import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { listPools, type PoolRow } from '../../server/lifecycle/list-pools.js';
import type { Context } from '../context.js';
import { UserType } from '../people/user.type.js';
import { PoolType } from './pool.type.js';

/** The pools of the live definitions. */
@Resolver()
export class PoolsResolver {
  @Query(() => [PoolType], { description: 'The pools of the live definitions, with their people.' })
  pools(@Ctx() { db, releases }: Context): Promise<PoolType[]> {
    return listPools(db, releases.live());
  }
}

/** Who is in pools. */
@Resolver(() => PoolType)
export class PoolResolver {
  @FieldResolver(() => [UserType], { description: 'Its active people, by name.' })
  async members(@Root() { memberIds }: PoolRow, @Ctx() { loaders }: Context): Promise<UserType[]> {
    const members = await Promise.all(memberIds.map((id) => loaders.users.load(id)));
    return members.filter((member) => member !== null);
  }
}
