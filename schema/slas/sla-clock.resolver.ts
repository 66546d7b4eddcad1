import { Ctx, FieldResolver, Float, Resolver, Root } from 'type-graphql';
import type { SlaPolicyDefinition } from '../../core/definitions/tree.js';
import type { SlaClock } from '../../server/entities/sla-clock.entity.js';
import { readClockTime } from '../../server/slas/read-clock-time.js';
import { termsOf } from '../../server/slas/terms-of.js';
import type { Context } from '../context.js';
import { LeadType } from '../leads/lead.type.js';
import { UserType } from '../people/user.type.js';
import { policyView } from './policy-view.js';
import { SlaClockType } from './sla-clock.type.js';
import { SlaPolicyType } from './sla-policy.type.js';

/** What clocks refer to, as the release that started them has it, and their time. */
@Resolver(() => SlaClockType)
export class SlaClockResolver {
  @FieldResolver(() => LeadType, { description: 'The lead it is about.' })
  async lead(@Root() clock: SlaClock, @Ctx() { loaders }: Context): Promise<LeadType> {
    const lead = await loaders.leads.load(clock.leadId);
    if (!lead) throw new Error(`the clock ${clock.id} has no lead`);
    return lead;
  }

  @FieldResolver(() => SlaPolicyType, { description: 'The promise, as the definitions that started it have it.' })
  async policy(@Root() clock: SlaClock, @Ctx() { releases }: Context): Promise<SlaPolicyType> {
    const release = await releases.at(clock.release);
    const policy = release.tree.slas.policies.find((one) => one.key === clock.policy);
    return policyView(release, policy as SlaPolicyDefinition);
  }

  @FieldResolver(() => UserType, { nullable: true, description: 'Who shall keep it; null: anybody of the side.' })
  owner(@Root() { ownerId }: SlaClock, @Ctx() { loaders }: Context): Promise<UserType | null> | null {
    return ownerId === null ? null : loaders.users.load(ownerId);
  }

  @FieldResolver(() => Float, { description: 'Time it has counted, as its policy counts; of one met late the whole.' })
  async elapsedSeconds(@Root() clock: SlaClock, @Ctx() context: Context): Promise<number> {
    return (await timeOf(clock, context)).elapsedSeconds;
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'Counted time left; below 0 once breached, null once it ended.',
  })
  async remainingSeconds(@Root() clock: SlaClock, @Ctx() context: Context): Promise<number | null> {
    return (await timeOf(clock, context)).remainingSeconds;
  }
}

async function timeOf(clock: SlaClock, { releases, loaders }: Context): Promise<ReturnType<typeof readClockTime>> {
  const [release, now] = await Promise.all([releases.at(clock.release), loaders.now()]);
  return readClockTime(termsOf(release).get(clock.policy), clock, now);
}
