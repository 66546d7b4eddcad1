import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { findPull } from '../../server/pulls/pull-row.js';
import type { PromotionRow } from '../../server/releases/list-promotions.js';
import type { Context } from '../context.js';
import { PromotionType } from '../definitions/promotion.type.js';
import { DefinitionVersionType } from '../lifecycle/definition-version.type.js';
import { UserType } from '../people/user.type.js';
import { PullRequestType } from './pull-request.type.js';

/** Who agreed to what is, or was, in force. */
@Resolver(() => DefinitionVersionType)
export class SignedVersionResolver {
  @FieldResolver(() => PullRequestType, {
    nullable: true,
    description: 'The pull request whose merge made this commit; null of the first one.',
  })
  pullRequest(@Root() { commit }: DefinitionVersionType, @Ctx() { loaders }: Context): Promise<PullRequestType | null> {
    return loaders.pullsByCommit.load(commit);
  }

  @FieldResolver(() => [UserType], { description: 'Who signed that pull request.' })
  async signedOffBy(@Root() { commit }: DefinitionVersionType, @Ctx() { loaders }: Context): Promise<UserType[]> {
    const pull = await loaders.pullsByCommit.load(commit);
    const signers = new Set((pull?.signedBy ?? []).map(({ user }) => user));
    const users = await Promise.all([...signers].map((id) => loaders.users.load(id)));
    return users.filter((user) => user !== null);
  }
}

/** What a promotion put in force. */
@Resolver(() => PromotionType)
export class PromotedPullResolver {
  @FieldResolver(() => PullRequestType, { nullable: true, description: 'The pull request it was merged by.' })
  pullRequest(@Root() { pullRequest }: PromotionRow, @Ctx() { db }: Context): Promise<PullRequestType | null> | null {
    return pullRequest === null ? null : findPull(db, pullRequest);
  }
}
