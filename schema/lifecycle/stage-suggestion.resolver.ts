import { Arg, Ctx, Field, FieldResolver, InputType, Mutation, Resolver, Root } from 'type-graphql';
import type { Suggestion } from '../../server/entities/suggestion.entity.js';
import { declineSuggestion } from '../../server/leads/decline-suggestion.js';
import type { DeclineSuggestionInput } from '../../server/leads/inputs.js';
import type { Context } from '../context.js';
import { LeadRefInputType } from '../leads/lead-ref.input.js';
import { loadOutcome } from '../leads/load-outcome.js';
import { LeadPayloadType } from '../leads/write.payload.js';
import { ThresholdCrossingType } from '../scores/threshold-crossing.type.js';
import { toCrossing } from '../scores/to-crossing.js';
import { StageType } from './stage.type.js';
import { StageSuggestionType } from './stage-suggestion.type.js';
import { stageView } from './stage-view.js';

/** Input of `declineSuggestion`. */
@InputType('DeclineSuggestionInput', { description: 'A suggested move that shall not be made.' })
class DeclineSuggestionInputType implements DeclineSuggestionInput {
  @Field(() => LeadRefInputType, { description: 'Which lead.' })
  lead: LeadRefInputType;

  @Field(() => String, { nullable: true, description: 'Why.' })
  note?: string | null;

  @Field(() => String, { nullable: true, description: 'Makes a repeat within 7 days do nothing and answer the same.' })
  idempotencyKey?: string | null;
}

/** Moves that wait for a person. */
@Resolver(() => StageSuggestionType)
export class StageSuggestionResolver {
  @FieldResolver(() => StageType, { description: 'The stage it suggests.' })
  stage(@Root() { stage }: Suggestion, @Ctx() { releases }: Context): StageType {
    return stageView(releases, releases.live(), stage);
  }

  @FieldResolver(() => ThresholdCrossingType, { description: 'The crossing that suggests it.' })
  async crossing(@Root() { crossingId }: Suggestion, @Ctx() { loaders }: Context): Promise<ThresholdCrossingType> {
    const crossing = await loaders.crossings.load(crossingId);
    if (!crossing) throw new Error(`there is no crossing ${crossingId}`);
    return toCrossing(crossing);
  }

  @Mutation(() => LeadPayloadType, {
    description:
      'Says no to a suggested move; moveLead says yes. userErrors: NOT_FOUND (the lead, or nothing is suggested), INVALID, IDEMPOTENCY_CONFLICT.',
  })
  async declineSuggestion(
    @Arg('input', () => DeclineSuggestionInputType, { description: 'Of which lead.' })
    input: DeclineSuggestionInputType,
    @Ctx() context: Context,
  ): Promise<LeadPayloadType> {
    return loadOutcome(context, await declineSuggestion(context.intake, context.principal, input), null);
  }
}
