import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { LeadType } from '../leads/lead.type.js';
import type { LoggedRow } from './from-log.js';
import { LeadChangeEnum, LeadEventType } from './lead-event.type.js';

/** Changes of leads, as the log holds them. */
@Resolver(() => LeadEventType)
export class LeadEventResolver {
  @FieldResolver(() => LeadChangeEnum, { description: 'What happened.' })
  change(@Root() { data }: LoggedRow): keyof typeof LeadChangeEnum {
    return data['change'] as keyof typeof LeadChangeEnum;
  }

  @FieldResolver(() => LeadType, { nullable: true, description: 'The lead it became part of, where it was merged.' })
  mergedInto(@Root() { data }: LoggedRow, @Ctx() { loaders }: Context): Promise<LeadType | null> | null {
    return typeof data['mergedInto'] === 'string' ? loaders.leads.load(data['mergedInto']) : null;
  }
}
