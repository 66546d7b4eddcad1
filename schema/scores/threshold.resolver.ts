import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { StageType } from '../lifecycle/stage.type.js';
import { stageView } from '../lifecycle/stage-view.js';
import { ThresholdType } from './score.type.js';
import type { ThresholdRow } from './threshold-view.js';

/** Where thresholds lead. */
@Resolver(() => ThresholdType)
export class ThresholdResolver {
  @FieldResolver(() => StageType, {
    nullable: true,
    description: 'The stage a crossing moves the lead to; null: it moves none.',
  })
  moveTo(@Root() { moveTo, release }: ThresholdRow, @Ctx() { releases }: Context): StageType | null {
    return moveTo === null ? null : stageView(releases, release, moveTo);
  }

  @FieldResolver(() => StageType, {
    nullable: true,
    description: 'The stage a crossing suggests to a person; null: it suggests none.',
  })
  suggest(@Root() { suggest, release }: ThresholdRow, @Ctx() { releases }: Context): StageType | null {
    return suggest === null ? null : stageView(releases, release, suggest);
  }
}
