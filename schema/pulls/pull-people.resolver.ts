import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { stillStands } from '../../core/definitions/sign-offs/still-stands.js';
import type { SignOff } from '../../core/definitions/sign-offs/weigh-sign-offs.js';
import type { PullComment } from '../../server/entities/pull-comment.entity.js';
import { findImpacts } from '../../server/pulls/impact/find-impacts.js';
import { readLevel } from '../../server/pulls/impact/read-level.js';
import type { ReviewRow } from '../../server/pulls/list-reviews.js';
import { findPull, type PullRow } from '../../server/pulls/pull-row.js';
import { findActor } from '../batch/find-actor.js';
import type { Context } from '../context.js';
import { ImpactType } from '../impact/impact.type.js';
import { impactView } from '../impact/impact-view.js';
import { ActorType } from '../nodes/actor.type.js';
import { SYSTEM } from '../people/system.type.js';
import { UserType } from '../people/user.type.js';
import { CommentType } from './comment.type.js';
import { ReviewType } from './review.type.js';
import { SignOffType } from './sign-off.type.js';

/** Whose a review is, and whether it still speaks of what merging would do. */
@Resolver(() => ReviewType)
export class ReviewResolver {
  @FieldResolver(() => UserType, { description: 'Whose it is.' })
  async author(@Root() { authorId }: ReviewRow, @Ctx() { loaders }: Context): Promise<UserType> {
    const user = await loaders.users.load(authorId);
    if (!user) throw new Error(`there is no user ${authorId}`);
    return user;
  }

  @FieldResolver(() => ImpactType, {
    nullable: true,
    description: 'The report the reviewer saw; null: none was named.',
  })
  async impact(@Root() { impactId }: ReviewRow, @Ctx() context: Context): Promise<ImpactType | null> {
    if (impactId === null) return null;
    const [found] = await findImpacts(context.db, [impactId]);
    return found ? impactView(context, found) : null;
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether merging would change something else by now, or is of a higher class than it was: it then counts for nothing.',
  })
  async stale(@Root() review: ReviewRow, @Ctx() { db, pulls }: Context): Promise<boolean> {
    const pull = (await findPull(db, review.number)) as PullRow;
    const merging = await pulls.trees.merging(db, pull);
    const { level } = await readLevel(db, pull.number, merging);
    return !stillStands(review, { effect: merging.effect, level });
  }
}

/** Whose a comment is. */
@Resolver(() => CommentType)
export class CommentResolver {
  @FieldResolver(() => ActorType, { description: 'Whose it is.' })
  async author(@Root() { author }: PullComment, @Ctx() { loaders }: Context): Promise<ActorType> {
    return (await findActor(loaders, author)) ?? SYSTEM;
  }
}

/** Who signed. */
@Resolver(() => SignOffType)
export class SignOffResolver {
  @FieldResolver(() => [UserType], { description: 'Who of the team has signed the present effect.' })
  async by(@Root() { by }: SignOff, @Ctx() { loaders }: Context): Promise<UserType[]> {
    const users = await Promise.all(by.map((id) => loaders.users.load(id)));
    return users.filter((user) => user !== null);
  }
}
