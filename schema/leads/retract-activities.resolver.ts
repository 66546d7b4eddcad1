import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { type RetractInput, retractActivities } from '../../server/leads/retract-activities.js';
import { createLoaders } from '../batch/create-loaders.js';
import type { Context } from '../context.js';
import { MutationPayloadType } from '../writes/mutation-payload.type.js';

/** Input of `retractActivities`. */
@InputType('RetractInput', {
  description: 'What shall count no longer: activities of a source by `messageIds`, or all an import told.',
})
class RetractInputType implements RetractInput {
  @Field(() => String, { description: 'Where the activities came from, as they were recorded.' })
  source: string;

  @Field(() => [String], { nullable: true, description: 'Which activities, at most 1,000; or `importId`.' })
  messageIds?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'An import: its activities, attributes, companies and answers; or `messageIds`. Leads and e-mails stay.',
  })
  importId?: string | null;

  @Field(() => String, { description: 'Why; kept with each lead concerned, in `Lead.notes`.' })
  reason: string;
}

/** Answer of `retractActivities`. */
@ObjectType('RetractPayload', {
  description: 'What became of a retraction.',
  implements: MutationPayloadType,
  simpleResolvers: true,
})
class RetractPayloadType extends MutationPayloadType {
  @Field(() => Int, { description: 'How many facts count no longer by this call; 0 when none was left.' })
  retracted: number;
}

/** Facts of bad imports, taken back. */
@Resolver()
export class RetractActivitiesResolver {
  @Mutation(() => RetractPayloadType, {
    description:
      'Takes facts back: they count at no instant any more, and their leads are judged anew; announced crossings stay, and the same (source, messageId) stays a duplicate. INTEGRATOR: only what its own token wrote. Large imports are done lead by lead: call it again to go on. userErrors: NOT_FOUND (messageIds by index, importId, source), REQUIRED, INVALID, LIMIT_EXCEEDED.',
  })
  async retractActivities(
    @Arg('input', () => RetractInputType, { description: 'Which facts, and why.' }) input: RetractInputType,
    @Ctx() context: Context,
  ): Promise<RetractPayloadType> {
    const outcome = await retractActivities(context, context.principal, input);
    context.loaders = createLoaders(context);
    return outcome;
  }
}
