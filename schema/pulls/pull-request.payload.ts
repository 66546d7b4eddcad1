import { Field, ObjectType } from 'type-graphql';
import type { PullOutcome } from '../../server/pulls/pull-outcome.js';
import { findPull } from '../../server/pulls/pull-row.js';
import { findPromotion } from '../../server/releases/list-promotions.js';
import type { Context } from '../context.js';
import { PromotionType } from '../definitions/promotion.type.js';
import { MutationPayloadType } from '../writes/mutation-payload.type.js';
import { PullRequestType } from './pull-request.type.js';

/** Answer of the mutations about a pull request. */
@ObjectType('PullRequestPayload', {
  description: 'What became of a pull request.',
  implements: MutationPayloadType,
  simpleResolvers: true,
})
export class PullRequestPayloadType extends MutationPayloadType {
  @Field(() => PullRequestType, { nullable: true, description: 'As it is now; null when there is none.' })
  pullRequest: PullRequestType | null;

  @Field(() => PromotionType, { nullable: true, description: 'The release it became; null when it became none.' })
  promotion: PromotionType | null;
}

/**
 * The answer for what a mutation did, read without the deadline of the request: what is done shall be told. Whoever is
 * told of a release finds it in force here.
 */
export async function pullRequestPayload(
  { pulls: { db }, releases }: Context,
  { userErrors, number, release }: PullOutcome,
): Promise<PullRequestPayloadType> {
  if (release !== null) await releases.refresh();
  const [pullRequest, promotion] = await Promise.all([
    number === null ? null : findPull(db, number),
    release === null ? null : findPromotion(db, `promotion_${release}`),
  ]);
  return { userErrors, pullRequest, promotion };
}
