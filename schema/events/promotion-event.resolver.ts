import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { findPromotion } from '../../server/releases/list-promotions.js';
import type { Context } from '../context.js';
import { PromotionType } from '../definitions/promotion.type.js';
import type { LoggedRow } from './from-log.js';
import { PromotionEventType } from './promotion-event.type.js';

/** Promotions, as the log holds them. */
@Resolver(() => PromotionEventType)
export class PromotionEventResolver {
  @FieldResolver(() => PromotionType, { description: 'What came in force.' })
  async promotion(@Root() { data }: LoggedRow, @Ctx() { db }: Context): Promise<PromotionType> {
    const promotion = await findPromotion(db, `promotion_${data['release']}`);
    if (!promotion) throw new Error(`there is no release ${data['release']}`);
    return promotion;
  }
}
