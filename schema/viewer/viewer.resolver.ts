import { Ctx, Query, Resolver } from 'type-graphql';
import { listPermissions } from '../../server/auth/permissions/list-permissions.js';
import { findActor } from '../batch/find-actor.js';
import type { Context } from '../context.js';
import { ActorType } from '../nodes/actor.type.js';
import { RateLimitType } from './rate-limit.type.js';

/** Who asks, what he may do and how much of it. */
@Resolver()
export class ViewerResolver {
  @Query(() => ActorType, {
    nullable: true,
    description: 'Who this token acts as: its user, or the token itself where it has none.',
  })
  viewer(@Ctx() { principal, loaders }: Context): Promise<ActorType | null> {
    return findActor(loaders, principal.actor);
  }

  @Query(() => RateLimitType, {
    nullable: true,
    description: 'The budget of this token; null where there is no limit.',
  })
  rateLimit(@Ctx() { spent }: Context): RateLimitType | null {
    if (spent === null || spent.limit === 0) return null;
    return { cost: spent.cost, limit: spent.limit, remaining: spent.remaining, resetAt: new Date(spent.resetAt) };
  }

  @Query(() => [String], {
    description:
      'What this caller may do: fields as `Type.field`, mutations by their names. What he would see empty is left out.',
  })
  permissions(@Ctx() { principal }: Context): string[] {
    return listPermissions(principal);
  }
}
