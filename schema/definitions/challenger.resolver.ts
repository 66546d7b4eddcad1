import { Ctx, FieldResolver, Float, Int, Resolver, Root } from 'type-graphql';
import type { FoundChallenger } from '../../server/pulls/challengers/find-challenger.js';
import { findChallenger } from '../../server/pulls/challengers/find-challenger.js';
import { listWouldMove } from '../../server/pulls/challengers/list-would-move.js';
import { readAgreement } from '../../server/pulls/challengers/read-agreement.js';
import type { Context } from '../context.js';
import { ModelQualityType, StageMoveType } from '../impact/impact-parts.type.js';
import { stageView } from '../lifecycle/stage-view.js';
import { ChallengerType } from './challenger.type.js';
import { findVersion } from './find-version.js';
import { ModelVersionType } from './model-version.type.js';
import { ScoringModelType } from './scoring-model.type.js';

/** A challenger with what it is read from. */
interface ChallengerView extends ChallengerType {
  found: FoundChallenger;
}

/** The model that is tried. */
@Resolver(() => ScoringModelType)
export class ModelChallengerResolver {
  @FieldResolver(() => ChallengerType, {
    nullable: true,
    description:
      'The challenger this model is, or the first that is tried against it; null where lifecycle.json has none, and in the second after a promotion in which it begins.',
  })
  async challenger(
    @Root() { key }: ScoringModelType,
    @Ctx() { db, releases }: Context,
  ): Promise<ChallengerView | null> {
    const found = await findChallenger(db, releases.live(), key);
    return found && { since: found.since, share: found.definition.share, found };
  }
}

/** How a challenger does. */
@Resolver(() => ChallengerType)
export class ChallengerResolver {
  @FieldResolver(() => ModelVersionType, { description: 'The model that challenges, as the live definitions have it.' })
  async version(@Root() { found }: ChallengerView, @Ctx() { loaders, releases }: Context): Promise<ModelVersionType> {
    const { commit, tree } = releases.live();
    const key = found.definition.model;
    return findVersion(loaders, { key, version: tree.models[key]?.version ?? '', commit });
  }

  @FieldResolver(() => Int, {
    description: 'Leads it has a score for. It begins with all there are, over their history.',
  })
  async scored(@Root() { found }: ChallengerView, @Ctx() { loaders }: Context): Promise<number> {
    return (await loaders.challengerCounts.load(found)).scored;
  }

  @FieldResolver(() => Int, {
    description:
      'How often it failed at a lead: such a lead is scored again from its facts, and the live answer never waits for it.',
  })
  async errors(@Root() { found }: ChallengerView, @Ctx() { loaders }: Context): Promise<number> {
    return (await loaders.challengerCounts.load(found)).errors;
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description:
      'Of the leads that both score now, the share of which both say the same: the thresholds that are up lead to the same stages or, where they lead nowhere, have the same keys. Null without such a lead.',
  })
  agreement(@Root() { found }: ChallengerView, @Ctx() { db, releases }: Context): Promise<number | null> {
    return readAgreement(db, releases.live(), found);
  }

  @FieldResolver(() => [StageMoveType], {
    description:
      'Leads that both score by the stage they are in and the stage they would be in, had it decided in the live model’s place from their first fact on, people deciding as they did; most first.',
  })
  async wouldMove(@Root() { found }: ChallengerView, @Ctx() { db, releases }: Context): Promise<StageMoveType[]> {
    const stage = (key: string) => stageView(releases, releases.live(), key);
    const moves = await listWouldMove(db, found);
    return moves.map(({ from, to, count }) => ({ from: stage(from), to: stage(to), count }));
  }

  @FieldResolver(() => [ModelQualityType], {
    description:
      'How well the live model (BASE) and it (HEAD) foretell what became of the leads of the last 90 days, or since what is in force began to decide. In the shadow both are judged by the same leads; with a share each by those it decided about.',
  })
  async quality(@Root() { found }: ChallengerView, @Ctx() { loaders, releases }: Context): Promise<ModelQualityType[]> {
    const live = releases.live();
    const quality = await loaders.challengerQuality.load(found);
    return quality.map((one) => ({ ...one, outcome: stageView(releases, live, one.outcome) }));
  }
}
