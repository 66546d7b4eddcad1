import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Transition } from '../../server/entities/transition.entity.js';
import type { Context } from '../context.js';
import { ThresholdCrossingType } from '../scores/threshold-crossing.type.js';
import { toCrossing } from '../scores/to-crossing.js';
import { DefinitionVersionType } from './definition-version.type.js';
import { RejectionReasonType } from './definitions.type.js';
import { reasonView } from './reason-view.js';
import { StageType } from './stage.type.js';
import { StageTransitionType } from './stage-transition.type.js';
import { stageView } from './stage-view.js';

/** Stages entered, shown as the definitions of their release had them. */
@Resolver(() => StageTransitionType)
export class StageTransitionResolver {
  @FieldResolver(() => StageType, { nullable: true, description: 'The stage before; null for the first of a lead.' })
  async from(@Root() transition: Transition, @Ctx() { releases }: Context): Promise<StageType | null> {
    if (transition.fromStage === null) return null;
    return stageView(releases, await releases.at(transition.release), transition.fromStage);
  }

  @FieldResolver(() => StageType, { description: 'The stage entered.' })
  async to(@Root() transition: Transition, @Ctx() { releases }: Context): Promise<StageType> {
    return stageView(releases, await releases.at(transition.release), transition.toStage);
  }

  @FieldResolver(() => RejectionReasonType, {
    nullable: true,
    description: 'Why it was sent back or out, where it was.',
  })
  async reason(@Root() transition: Transition, @Ctx() { releases }: Context): Promise<RejectionReasonType | null> {
    return transition.reason === null ? null : reasonView(await releases.at(transition.release), transition.reason);
  }

  @FieldResolver(() => ThresholdCrossingType, {
    nullable: true,
    description: 'The crossing that moved it, where one did.',
  })
  async crossing(@Root() transition: Transition, @Ctx() { loaders }: Context): Promise<ThresholdCrossingType | null> {
    const crossing = transition.crossingId === null ? null : await loaders.crossings.load(transition.crossingId);
    return crossing && toCrossing(crossing);
  }

  @FieldResolver(() => DefinitionVersionType, { description: 'The release that was in force.' })
  async definition(@Root() transition: Transition, @Ctx() { releases }: Context): Promise<DefinitionVersionType> {
    const { commit, number, promotedAt } = await releases.at(transition.release);
    return { commit, release: number, promotedAt };
  }
}
