import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { TeamKey } from '../../core/definitions/tree.js';
import { commentOnPullRequest } from '../../server/pulls/comment-on-pull-request.js';
import { listPulls } from '../../server/pulls/list-pulls.js';
import { mergePullRequest } from '../../server/pulls/merge-pull-request.js';
import { openPullRequest } from '../../server/pulls/open-pull-request.js';
import { findPull } from '../../server/pulls/pull-row.js';
import { reviewPullRequest } from '../../server/pulls/review-pull-request.js';
import { updatePullRequest } from '../../server/pulls/update-pull-request.js';
import { withdrawReview } from '../../server/pulls/withdraw-review.js';
import type { Context } from '../context.js';
import type { Connection } from '../paging/connection-type.js';
import { ForwardPageArgs } from '../paging/page.args.js';
import { pageRequest } from '../paging/page-request.js';
import { toConnection } from '../paging/to-connection.js';
import { TeamEnum } from '../people/team.enum.js';
import {
  CommentInputType,
  MergePullRequestInputType,
  OpenPullRequestInputType,
  ReviewPullRequestInputType,
  UpdatePullRequestInputType,
} from './pull-request.input.js';
import { PullRequestPayloadType, pullRequestPayload } from './pull-request.payload.js';
import { PullRequestConnectionType, PullRequestStateEnum, PullRequestType } from './pull-request.type.js';

/** Proposing, reviewing and merging changes of the definitions. */
@Resolver()
export class PullRequestsResolver {
  @Query(() => PullRequestType, { nullable: true, description: 'A pull request; null where there is none.' })
  pullRequest(
    @Arg('number', () => Int, { description: 'Its number.' }) number: number,
    @Ctx() { db }: Context,
  ): Promise<PullRequestType | null> {
    return findPull(db, number);
  }

  @Query(() => PullRequestConnectionType, { description: 'Pull requests, the newest first.' })
  async pullRequests(
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Arg('state', () => [PullRequestStateEnum], { nullable: true, description: 'In one of these states.' })
    state: (keyof typeof PullRequestStateEnum)[] | null | undefined,
    @Arg('awaiting', () => TeamEnum, { nullable: true, description: 'Open ones that this team has yet to sign.' })
    awaiting: TeamKey | null | undefined,
    @Ctx() { db, limits, pulls }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PullRequestType>> {
    return toConnection(await listPulls(pulls, db, { ...pageRequest(page, limits, info), state, awaiting }));
  }

  @Mutation(() => PullRequestPayloadType, {
    description:
      'Proposes files laid over main; its checks are PENDING at first. userErrors: REQUIRED (title, files), INVALID (title, paths, sizes, no change), DEFINITION_INVALID (not JSON: file, line and what to do), IDEMPOTENCY_CONFLICT.',
  })
  async openPullRequest(
    @Arg('input', () => OpenPullRequestInputType, { description: 'What is proposed.' }) input: OpenPullRequestInputType,
    @Ctx() context: Context,
  ): Promise<PullRequestPayloadType> {
    return pullRequestPayload(context, await openPullRequest(context.pulls, context.principal, input));
  }

  @Mutation(() => PullRequestPayloadType, {
    description:
      'Changes words or files of a pull request, closes it or opens it again. Another effect makes earlier reviews stale. userErrors: NOT_FOUND, CONFLICT (merged, closed, its branch is gone), STALE_VERSION (`expectedHead`), INVALID, DEFINITION_INVALID.',
  })
  async updatePullRequest(
    @Arg('input', () => UpdatePullRequestInputType, { description: 'Which, and what changes.' })
    input: UpdatePullRequestInputType,
    @Ctx() context: Context,
  ): Promise<PullRequestPayloadType> {
    return pullRequestPayload(context, await updatePullRequest(context.pulls, context.principal, input));
  }

  @Mutation(() => PullRequestPayloadType, {
    description:
      'Says what you think of a change; APPROVED signs its effect. userErrors: NOT_FOUND, CONFLICT (not open), STALE_VERSION (`expectedEffect`), FORBIDDEN (a machine, an author or contributor, a team you are not in).',
  })
  async reviewPullRequest(
    @Arg('input', () => ReviewPullRequestInputType, { description: 'Which, and what you say.' })
    input: ReviewPullRequestInputType,
    @Ctx() context: Context,
  ): Promise<PullRequestPayloadType> {
    return pullRequestPayload(context, await reviewPullRequest(context.pulls, context.principal, input));
  }

  @Mutation(() => PullRequestPayloadType, {
    description: 'Takes your standing review back. userErrors: NOT_FOUND (also where none of yours stands), CONFLICT.',
  })
  async withdrawReview(
    @Arg('number', () => Int, { description: 'The number of the pull request.' }) number: number,
    @Ctx() context: Context,
  ): Promise<PullRequestPayloadType> {
    return pullRequestPayload(context, await withdrawReview(context.pulls, context.principal, number));
  }

  @Mutation(() => PullRequestPayloadType, {
    description: 'Says a word about a pull request. userErrors: NOT_FOUND, REQUIRED (body), INVALID (path, pointer).',
  })
  async commentOnPullRequest(
    @Arg('input', () => CommentInputType, { description: 'Which, and what.' }) input: CommentInputType,
    @Ctx() context: Context,
  ): Promise<PullRequestPayloadType> {
    return pullRequestPayload(context, await commentOnPullRequest(context.pulls, context.principal, input));
  }

  @Mutation(() => PullRequestPayloadType, {
    description:
      'Merges what is signed as one signed commit and, unless `promote` is false, puts it in force: all of it or nothing. userErrors: NOT_FOUND, CONFLICT (draft, closed, merged), STALE_VERSION (`expectedEffect`), NOT_MERGEABLE (path, pointer, base, main and proposal), CHECK_FAILING (also while pending), SIGN_OFF_MISSING, HELD, REQUIRED or CONFLICT (confirmMoves), REQUIRED (reason).',
  })
  async mergePullRequest(
    @Arg('input', () => MergePullRequestInputType, { description: 'Which, and how.' }) input: MergePullRequestInputType,
    @Ctx() context: Context,
  ): Promise<PullRequestPayloadType> {
    return pullRequestPayload(context, await mergePullRequest(context.pulls, context.principal, input));
  }
}
