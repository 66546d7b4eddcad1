import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { findPull } from '../../server/pulls/pull-row.js';
import type { Context } from '../context.js';
import { PullRequestType } from '../pulls/pull-request.type.js';
import type { LoggedRow } from './from-log.js';
import { PullRequestChangeEnum, PullRequestEventType } from './pull-request-event.type.js';

/** What happened to pull requests, as the log holds it. */
@Resolver(() => PullRequestEventType)
export class PullRequestEventResolver {
  @FieldResolver(() => PullRequestType, { description: 'The pull request as it is now.' })
  async pullRequest(@Root() { data }: LoggedRow, @Ctx() { db }: Context): Promise<PullRequestType> {
    const pull = await findPull(db, data['number'] as number);
    if (!pull) throw new Error(`there is no pull request ${data['number']}`);
    return pull;
  }

  @FieldResolver(() => PullRequestChangeEnum, { description: 'What happened to it.' })
  what(@Root() { data }: LoggedRow): keyof typeof PullRequestChangeEnum {
    return data['what'] as keyof typeof PullRequestChangeEnum;
  }
}
