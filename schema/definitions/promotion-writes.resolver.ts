import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { transaction } from '../../server/db/transaction.js';
import { promoteMerged } from '../../server/pulls/promote-merged.js';
import { releaseHold } from '../../server/pulls/release-hold.js';
import { findPromotion } from '../../server/releases/list-promotions.js';
import type { Promoted } from '../../server/releases/promote-commit.js';
import { rollBack } from '../../server/releases/roll-back.js';
import type { Context } from '../context.js';
import { PromoteInputType, ReleaseHoldInputType, RollBackInputType } from './promotion.input.js';
import { PromotionPayloadType } from './promotion.payload.js';
import { readStatus } from './read-status.js';

/** What changes what is in force. */
@Resolver()
export class PromotionWritesResolver {
  @Mutation(() => PromotionPayloadType, {
    description:
      'Puts a merged commit in force; a job then scores every lead by it. userErrors: NOT_FOUND, STALE_VERSION (`expectedLive`), HELD, INVALID (not merged, not ahead), REQUIRED and CONFLICT (`confirmMoves`), CHECK_FAILING (leads stand in a stage that goes away).',
  })
  async promote(
    @Arg('input', () => PromoteInputType, { description: 'What, and what the caller saw in force.' })
    input: PromoteInputType,
    @Ctx() context: Context,
  ): Promise<PromotionPayloadType> {
    return answer(context, await promoteMerged(context.pulls, context.principal.actor, input));
  }

  @Mutation(() => PromotionPayloadType, {
    description:
      'Puts what an earlier release put in force in force again, as the next release, and holds promotion until `releaseHold`. Leads that moved meanwhile are not moved back. userErrors: REQUIRED (reason), NOT_FOUND, INVALID (in force already).',
  })
  async rollBack(
    @Arg('input', () => RollBackInputType, { description: 'What to go back to, and why.' }) input: RollBackInputType,
    @Ctx() context: Context,
  ): Promise<PromotionPayloadType> {
    const { pool, principal } = context;
    return answer(context, await transaction(pool, principal.actor, (tx) => rollBack(tx, input)));
  }

  @Mutation(() => PromotionPayloadType, {
    description:
      'Ends the hold of a roll-back and puts main in force; where main cannot be, the hold stays. userErrors: REQUIRED (reason, `confirmMoves`), NOT_FOUND (nothing is on hold), and those of `promote`.',
  })
  async releaseHold(
    @Arg('input', () => ReleaseHoldInputType, { description: 'Why promotion goes on.' }) input: ReleaseHoldInputType,
    @Ctx() context: Context,
  ): Promise<PromotionPayloadType> {
    return answer(context, await releaseHold(context.pulls, context.principal.actor, input));
  }
}

async function answer(context: Context, { userErrors, release }: Promoted): Promise<PromotionPayloadType> {
  const promotion = release === null ? null : await findPromotion(context.db, `promotion_${release}`);
  return { userErrors, promotion, definitions: await readStatus(context) };
}
