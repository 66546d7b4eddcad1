import { Field, ID, InputType } from 'type-graphql';
import type { ExternalIdInput, LeadRef } from '../../server/leads/inputs.js';
import { EmailAddress } from '../scalars/email-address.js';

/** A lead's id in another system. */
@InputType('ExternalIdInput', { description: 'An id in another system.' })
export class ExternalIdInputType implements ExternalIdInput {
  @Field(() => String, { description: 'Key of the system: `salesforce`, `olist`.' })
  system: string;

  @Field(() => String, { description: 'The id there, as text: leading zeros count, 19 digits are kept.' })
  value: string;
}

/** A lead by one of its names. */
@InputType('LeadRef', {
  description:
    'A lead by exactly one of its names. Unknown, but not an id: created by upsertLead, recordActivities and importRecords.',
})
export class LeadRefInputType implements LeadRef {
  @Field(() => ID, {
    nullable: true,
    description: 'Its id here; that of a merged lead stands for the one it became part of.',
  })
  id?: string | null;

  @Field(() => EmailAddress, { nullable: true, description: 'Its e-mail address.' })
  email?: string | null;

  @Field(() => ExternalIdInputType, { nullable: true, description: 'Its id in another system.' })
  externalId?: ExternalIdInputType | null;

  @Field(() => String, { nullable: true, description: 'The id a tracker gave its visits before it was known.' })
  anonymousId?: string | null;
}
