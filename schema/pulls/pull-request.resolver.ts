import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { readChecks } from '../../server/pulls/checks/save-checks.js';
import { findForgeUrl } from '../../server/pulls/forges/forge-pull-row.js';
import { findImpactOf } from '../../server/pulls/impact/find-impact-of.js';
import { readLevel } from '../../server/pulls/impact/read-level.js';
import { listBlockers } from '../../server/pulls/list-blockers.js';
import { listComments } from '../../server/pulls/list-comments.js';
import { listReviews } from '../../server/pulls/list-reviews.js';
import { listOpenPulls, type PullRow } from '../../server/pulls/pull-row.js';
import { pullUrl } from '../../server/pulls/pull-url.js';
import { readSignOffs } from '../../server/pulls/read-sign-offs.js';
import { findPromotionOfPull } from '../../server/releases/list-promotions.js';
import { findActor } from '../batch/find-actor.js';
import type { Context } from '../context.js';
import { CheckType } from '../definitions/check.type.js';
import { PromotionType } from '../definitions/promotion.type.js';
import { ImpactType } from '../impact/impact.type.js';
import { impactView } from '../impact/impact-view.js';
import { ActorType } from '../nodes/actor.type.js';
import { SYSTEM } from '../people/system.type.js';
import { UrlScalar } from '../scalars/url.js';
import { CommentType } from './comment.type.js';
import { ChangeLevelEnum, DefinitionDiffType } from './definition-diff.type.js';
import { diffView } from './diff-view.js';
import { FileChangeType, MergeConflictType } from './pull-parts.type.js';
import { PullRequestType } from './pull-request.type.js';
import { ReviewType } from './review.type.js';
import { SignOffType } from './sign-off.type.js';

/** What merging a pull request means, and how far it is. */
@Resolver(() => PullRequestType)
export class PullRequestResolver {
  @FieldResolver(() => ActorType, { description: 'Who opened it.' })
  async author(@Root() { author }: PullRow, @Ctx() { loaders }: Context): Promise<ActorType> {
    return (await findActor(loaders, author)) ?? SYSTEM;
  }

  @FieldResolver(() => [ActorType], { description: 'Whoever else changed its files; none of them can sign.' })
  async contributors(@Root() { contributors }: PullRow, @Ctx() { loaders }: Context): Promise<ActorType[]> {
    const found = await Promise.all(contributors.map((id) => findActor(loaders, id)));
    return found.filter((actor) => actor !== null);
  }

  @FieldResolver(() => ChangeLevelEnum, {
    description:
      'The highest of its changes, as raised, or by one step lowered, by what it would have done; an approval from before it rose is stale.',
  })
  async level(@Root() pull: PullRow, @Ctx() context: Context): Promise<keyof typeof ChangeLevelEnum> {
    return (await readLevel(context.db, pull.number, await mergingOf(context, pull))).level;
  }

  @FieldResolver(() => String, {
    description: 'Digest of what merging now would change, `version` fields aside; this is what reviewers sign.',
  })
  async effect(@Root() pull: PullRow, @Ctx() context: Context): Promise<string> {
    return (await mergingOf(context, pull)).effect;
  }

  @FieldResolver(() => DefinitionDiffType, {
    description: 'What merging now would change; of a merged one what it did.',
  })
  async diff(@Root() pull: PullRow, @Ctx() context: Context): Promise<DefinitionDiffType> {
    return diffView(await mergingOf(context, pull));
  }

  @FieldResolver(() => [FileChangeType], { description: 'The files that differ, by path.' })
  async files(@Root() pull: PullRow, @Ctx() context: Context): Promise<FileChangeType[]> {
    const { touched, before, after } = await mergingOf(context, pull);
    return touched.map((path) => ({ path, before: before[path] ?? null, after: after[path] ?? null }));
  }

  @FieldResolver(() => [CheckType], {
    description: 'Checks of the tree that a merge would make; PENDING after a push and after main has moved.',
  })
  checks(@Root() pull: PullRow, @Ctx() { db }: Context): Promise<CheckType[]> {
    return readChecks(db, pull);
  }

  @FieldResolver(() => ImpactType, {
    nullable: true,
    description:
      'What it would have done to the leads of the last 90 days, of its present effect where that is there; null: nothing that scores is touched.',
  })
  async impact(@Root() pull: PullRow, @Ctx() context: Context): Promise<ImpactType | null> {
    const { effect } = await mergingOf(context, pull);
    const found =
      (await findImpactOf(context.db, pull.number, effect)) ?? (await findImpactOf(context.db, pull.number));
    return found && impactView(context, found);
  }

  @FieldResolver(() => [ReviewType], { description: 'What was said of it, in order, stale and withdrawn too.' })
  reviews(@Root() { number }: PullRow, @Ctx() { db }: Context): Promise<ReviewType[]> {
    return listReviews(db, number);
  }

  @FieldResolver(() => [CommentType], { description: 'Words about it, in order.' })
  comments(@Root() { number }: PullRow, @Ctx() { db }: Context): Promise<CommentType[]> {
    return listComments(db, number);
  }

  @FieldResolver(() => [SignOffType], { description: 'Who must sign, why, and who has; told before the first review.' })
  async signOffs(@Root() pull: PullRow, @Ctx() context: Context): Promise<SignOffType[]> {
    return (await readSignOffs(context.db, pull, await mergingOf(context, pull))).signOffs;
  }

  @FieldResolver(() => [String], { description: 'What stands between it and its merge, in sentences; empty: nothing.' })
  async mergeBlockers(@Root() pull: PullRow, @Ctx() context: Context): Promise<string[]> {
    const merging = await mergingOf(context, pull);
    const [checks, signOffs] = await Promise.all([
      readChecks(context.db, pull),
      readSignOffs(context.db, pull, merging),
    ]);
    return listBlockers(pull, merging, checks, signOffs);
  }

  @FieldResolver(() => [MergeConflictType], {
    description: 'Places that main has changed to something else since, field by field.',
  })
  async conflicts(@Root() pull: PullRow, @Ctx() context: Context): Promise<readonly MergeConflictType[]> {
    return (await mergingOf(context, pull)).conflicts;
  }

  @FieldResolver(() => [PullRequestType], { description: 'Other open pull requests that change the same files.' })
  async overlaps(@Root() pull: PullRow, @Ctx() context: Context): Promise<PullRequestType[]> {
    if (pull.state === 'MERGED' || pull.state === 'CLOSED') return [];
    const touched = new Set((await mergingOf(context, pull)).touched);
    const others = (await listOpenPulls(context.db)).filter((other) => other.number !== pull.number);
    const mergings = await Promise.all(others.map((other) => mergingOf(context, other)));
    return others.filter((_, index) => mergings[index]?.touched.some((path) => touched.has(path)));
  }

  @FieldResolver(() => UrlScalar, {
    nullable: true,
    description: 'Its page in the dashboard, at ACCORD_PUBLIC_URL where that is set.',
  })
  url(@Root() { number }: PullRow, @Ctx() { pulls }: Context): string {
    return pullUrl(pulls.publicUrl(), number);
  }

  @FieldResolver(() => UrlScalar, {
    nullable: true,
    description: 'Its page at GitHub or GitLab, where the definitions are followed from there.',
  })
  externalUrl(@Root() { number }: PullRow, @Ctx() { db }: Context): Promise<string | null> {
    return findForgeUrl(db, number);
  }

  @FieldResolver(() => PromotionType, { nullable: true, description: 'The release its merge became, where it did.' })
  promotion(@Root() { number, mergedAt }: PullRow, @Ctx() { db }: Context): Promise<PromotionType | null> | null {
    return mergedAt === null ? null : findPromotionOfPull(db, number);
  }
}

function mergingOf({ pulls, db }: Context, pull: PullRow) {
  return pulls.trees.merging(db, pull);
}
