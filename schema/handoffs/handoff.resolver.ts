import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Handoff } from '../../server/entities/handoff.entity.js';
import { findActor } from '../batch/find-actor.js';
import type { Context } from '../context.js';
import { LeadType } from '../leads/lead.type.js';
import { RejectionReasonType } from '../lifecycle/definitions.type.js';
import { reasonView } from '../lifecycle/reason-view.js';
import { StageType } from '../lifecycle/stage.type.js';
import { stageView } from '../lifecycle/stage-view.js';
import { ActorType } from '../nodes/actor.type.js';
import { UserType } from '../people/user.type.js';
import { SlaClockType } from '../slas/sla-clock.type.js';
import { HandoffContextType, HandoffType } from './handoff.type.js';

/** What handoffs refer to, as the definitions of their release had it. */
@Resolver(() => HandoffType)
export class HandoffResolver {
  @FieldResolver(() => LeadType, { description: 'The lead handed over.' })
  async lead(@Root() handoff: Handoff, @Ctx() { loaders }: Context): Promise<LeadType> {
    const lead = await loaders.leads.load(handoff.leadId);
    if (!lead) throw new Error(`the handoff ${handoff.id} has no lead`);
    return lead;
  }

  @FieldResolver(() => StageType, { description: 'The stage it waits in.' })
  async from(@Root() handoff: Handoff, @Ctx() { releases }: Context): Promise<StageType> {
    return stageView(releases, await releases.at(handoff.release), handoff.stage);
  }

  @FieldResolver(() => UserType, { nullable: true, description: 'Who shall answer it; null: anybody of the team.' })
  assignee(@Root() { assigneeId }: Handoff, @Ctx() { loaders }: Context): Promise<UserType | null> | null {
    return assigneeId === null ? null : loaders.users.load(assigneeId);
  }

  @FieldResolver(() => ActorType, { nullable: true, description: 'Who answered it; null: nobody did.' })
  decidedBy(@Root() { decidedBy }: Handoff, @Ctx() { loaders }: Context): Promise<ActorType | null> | null {
    return decidedBy === null ? null : findActor(loaders, decidedBy);
  }

  @FieldResolver(() => RejectionReasonType, { nullable: true, description: 'Why it was rejected, or that it expired.' })
  async reason(@Root() handoff: Handoff, @Ctx() { releases }: Context): Promise<RejectionReasonType | null> {
    return handoff.reason === null ? null : reasonView(await releases.at(handoff.release), handoff.reason);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'What to do next: as whoever answered it wrote, else by the strongest signal the lead gave.',
  })
  recommendedNextStep(@Root() { nextStep }: Handoff): string | null {
    return nextStep;
  }

  @FieldResolver(() => SlaClockType, {
    nullable: true,
    description: 'The clock of its answer, where a policy has one.',
  })
  slaClock(@Root() handoff: Handoff, @Ctx() { loaders }: Context): Promise<SlaClockType | null> {
    return loaders.slaClockOfHandoff.load(handoff.id);
  }

  @FieldResolver(() => HandoffContextType, { description: 'What a rep needs to open the call.' })
  context(@Root() handoff: Handoff): HandoffContextType {
    return handoff as unknown as HandoffContextType;
  }
}
