import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Lead } from '../../server/entities/lead.entity.js';
import { AccountType } from '../accounts/account.type.js';
import type { Context } from '../context.js';
import { HandoffType } from '../handoffs/handoff.type.js';
import { StageType } from '../lifecycle/stage.type.js';
import { StageSuggestionType } from '../lifecycle/stage-suggestion.type.js';
import { stageView } from '../lifecycle/stage-view.js';
import { UserType } from '../people/user.type.js';
import { SlaClockType } from '../slas/sla-clock.type.js';
import { ExternalIdType } from './external-id.type.js';
import { LeadType } from './lead.type.js';
import { listMoves } from './list-moves.js';
import { PossibleMoveType } from './possible-move.type.js';

/** What a lead refers to. */
@Resolver(() => LeadType)
export class LeadPartsResolver {
  @FieldResolver(() => AccountType, { nullable: true, description: 'Its company; null when unknown.' })
  account(@Root() lead: Lead, @Ctx() { loaders }: Context): Promise<AccountType | null> | null {
    return lead.accountId === null ? null : loaders.accounts.load(lead.accountId);
  }

  @FieldResolver(() => UserType, { nullable: true, description: 'Who works on it; null: nobody yet.' })
  owner(@Root() lead: Lead, @Ctx() { loaders }: Context): Promise<UserType | null> | null {
    return lead.ownerId === null ? null : loaders.users.load(lead.ownerId);
  }

  @FieldResolver(() => [ExternalIdType], {
    description: 'Its ids in other systems; empty for roles that may not see personal data.',
  })
  externalIds(@Root() lead: Lead, @Ctx() { loaders }: Context): Promise<ExternalIdType[]> {
    return loaders.externalIds.load(lead.id);
  }

  @FieldResolver(() => StageType, { description: 'The stage it is in, as the live definitions have it.' })
  stage(@Root() lead: Lead, @Ctx() { releases }: Context): StageType {
    return stageView(releases, releases.live(), lead.stage);
  }

  @FieldResolver(() => LeadType, { nullable: true, description: 'The lead it became part of, where it was merged.' })
  mergedInto(@Root() lead: Lead, @Ctx() { loaders }: Context): Promise<LeadType | null> | null {
    return lead.mergedInto === null ? null : loaders.leads.load(lead.mergedInto);
  }

  @FieldResolver(() => [HandoffType], { description: 'Every time it was handed over, oldest first.' })
  handoffs(@Root() lead: Lead, @Ctx() { loaders }: Context): Promise<HandoffType[]> {
    return loaders.handoffsOf.load(lead.id);
  }

  @FieldResolver(() => [SlaClockType], { description: 'Its clocks, in the order of their start.' })
  slaClocks(@Root() lead: Lead, @Ctx() { loaders }: Context): Promise<SlaClockType[]> {
    return loaders.slaClocksOf.load(lead.id);
  }

  @FieldResolver(() => StageSuggestionType, {
    nullable: true,
    description: 'A move that a threshold suggests and that waits for a person.',
  })
  suggestion(@Root() lead: Lead, @Ctx() { loaders }: Context): Promise<StageSuggestionType | null> {
    return loaders.suggestions.load(lead.id);
  }

  @FieldResolver(() => [PossibleMoveType], {
    description: 'Where this caller could move it next, and what is missing for each; empty for who may move none.',
  })
  moves(@Root() lead: Lead, @Ctx() context: Context): Promise<PossibleMoveType[]> {
    return listMoves(context, lead);
  }
}
