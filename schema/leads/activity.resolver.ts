import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ActivityRow } from '../../server/leads/list-activities.js';
import type { Context } from '../context.js';
import { ActivityType } from './activity.type.js';
import { LeadType } from './lead.type.js';

/** Whose activity it is. */
@Resolver(() => ActivityType)
export class ActivityResolver {
  @FieldResolver(() => LeadType, { description: 'Whose it is.' })
  async lead(@Root() activity: ActivityRow, @Ctx() { loaders }: Context): Promise<LeadType> {
    const lead = await loaders.leads.load(activity.leadId);
    if (!lead) throw new Error(`the lead of ${activity.id} is not there`);
    return lead;
  }
}
