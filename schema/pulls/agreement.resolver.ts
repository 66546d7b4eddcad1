import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { describeTree } from '../../core/definitions/agreement/describe-tree.js';
import { CallerError } from '../../server/errors.js';
import { listSigningReviews } from '../../server/pulls/list-signing-reviews.js';
import { readAgreedSince } from '../../server/releases/read-agreed-since.js';
import type { Context } from '../context.js';
import { findFiles } from '../definitions/find-files.js';
import { CommitId } from '../scalars/commit-id.js';
import { AgreementType } from './agreement.type.js';
import { ReviewType } from './review.type.js';

/** What sales and marketing agreed on, in words. */
@Resolver(() => AgreementType)
export class AgreementResolver {
  @Query(() => AgreementType, {
    description: 'What was agreed, in words, with who signed it. BAD_USER_INPUT: there is no such commit.',
  })
  async agreement(
    @Arg('commit', () => CommitId, { nullable: true, description: 'Of this commit; left out: the live one.' })
    commit: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<AgreementType> {
    const named = commit ?? context.releases.live().commit;
    const files = await findFiles(context, named);
    if (!files) throw new CallerError('BAD_USER_INPUT', `There is no commit ${named}.`);
    return { commit: named, markdown: describeTree(files), since: await readAgreedSince(context.db, named) };
  }

  @FieldResolver(() => [ReviewType], {
    description: 'The approvals its merge stands on; empty of the first commit, which was imported.',
  })
  async signedOffBy(@Root() { commit }: AgreementType, @Ctx() { db, loaders }: Context): Promise<ReviewType[]> {
    const pull = await loaders.pullsByCommit.load(commit);
    return pull ? listSigningReviews(db, pull) : [];
  }
}
