import { Arg, Ctx, Int, Resolver, Root, Subscription } from 'type-graphql';
import { findPull } from '../../server/pulls/pull-row.js';
import type { Context } from '../context.js';
import { followedElsewhere } from '../streams/followed-elsewhere.js';
import { PullRequestType } from './pull-request.type.js';

/** A pull request as it changes. */
@Resolver()
export class PullWatchResolver {
  @Subscription(() => PullRequestType, {
    subscribe: followedElsewhere,
    description:
      'A pull request after every change of it: pushes, checks, reviews, comments, a main that moved, its merge; changes within half a second come as one. It has no cursor: after a lost connection ask `pullRequest` first. BAD_USER_INPUT for an unknown number.',
  })
  async pullRequestChanged(
    @Arg('number', () => Int, { description: 'Its number.' }) _number: number,
    @Root() watched: { id: string },
    @Ctx() { db }: Context,
  ): Promise<PullRequestType> {
    const pull = await findPull(db, Number(watched.id));
    if (!pull) throw new Error(`there is no pull request ${watched.id}`);
    return pull;
  }
}
