import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { type AssignLeadsInput, assignLeads } from '../../server/leads/assign-leads.js';
import { createLoaders } from '../batch/create-loaders.js';
import type { Context } from '../context.js';
import { LeadFilterType } from '../filters/lead-filter.input.js';
import { MutationPayloadType } from '../writes/mutation-payload.type.js';
import { LeadRefInputType } from './lead-ref.input.js';

/** Input of `assignLeads`. */
@InputType('AssignLeadsInput', {
  description: 'Leads, named or found by a filter, at most 1,000, and who shall have them.',
})
class AssignLeadsInputType implements AssignLeadsInput {
  @Field(() => [LeadRefInputType], { nullable: true, description: 'Which; or `filter`.' })
  leads?: LeadRefInputType[] | null;

  @Field(() => LeadFilterType, { nullable: true, description: 'Which; or `leads`.' })
  filter?: LeadFilterType | null;

  @Field(() => ID, { nullable: true, description: 'An active user; or `pool`.' })
  ownerId?: string | null;

  @Field(() => String, { nullable: true, description: 'Key of a pool, dealt among its people in turn; or `ownerId`.' })
  pool?: string | null;

  @Field(() => String, { nullable: true, description: 'Why; kept with each lead, in `Lead.notes`.' })
  note?: string | null;
}

/** Answer of `assignLeads`. */
@ObjectType('AssignPayload', {
  description: 'What became of leads that were assigned.',
  implements: MutationPayloadType,
  simpleResolvers: true,
})
class AssignPayloadType extends MutationPayloadType {
  @Field(() => Int, { description: 'How many have the owner they were given.' })
  assigned: number;
}

/** Many leads at once, as when a rep leaves. */
@Resolver()
export class AssignLeadsResolver {
  @Mutation(() => AssignPayloadType, {
    description:
      'Gives leads to a person or a pool, each by itself, the index in `field`. userErrors: NOT_FOUND (lead, ownerId, pool), INVALID, LIMIT_EXCEEDED.',
  })
  async assignLeads(
    @Arg('input', () => AssignLeadsInputType, { description: 'Which, and to whom.' }) input: AssignLeadsInputType,
    @Ctx() context: Context,
  ): Promise<AssignPayloadType> {
    const { userErrors, accepted } = await assignLeads(context.intake, context.db, context.principal, input);
    context.loaders = createLoaders(context);
    return { userErrors, assigned: accepted };
  }
}
