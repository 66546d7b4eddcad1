import { Field, Int, ObjectType } from 'type-graphql';
import type { JsonObject } from '../../core/scoring/facts.js';
import { NodeType } from '../nodes/node.type.js';
import { connectionType } from '../paging/connection-type.js';
import { DateTime } from '../scalars/date-time.js';
import { EmailAddress } from '../scalars/email-address.js';
import { JsonObjectScalar } from '../scalars/json-object.js';

/** A lead as it stands now; what it refers to is resolved. */
@ObjectType('Lead', {
  description:
    'A person or organisation that might become a customer. An erased or merged lead stays as a stub: stage, times and passes, every personal field null or empty.',
  implements: NodeType,
  simpleResolvers: true,
})
export class LeadType extends NodeType {
  @Field(() => EmailAddress, {
    nullable: true,
    description: 'Lower-cased; null when unknown, erased, or for roles that may not see personal data.',
  })
  email: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Null when unknown, erased, or for roles that may not see personal data.',
  })
  name: string | null;

  @Field(() => String, { nullable: true, description: 'Where it first came from.' })
  source: string | null;

  @Field(() => String, { nullable: true, description: 'The channel it first came by.' })
  channel: string | null;

  @Field(() => String, { nullable: true, description: 'Key of its segment.' })
  segment: string | null;

  @Field(() => JsonObjectScalar, {
    description: 'The newest value of every attribute; empty for roles that may not see personal data.',
  })
  attributes: JsonObject;

  @Field(() => DateTime, { description: 'When it entered its stage.' })
  stageEnteredAt: Date;

  @Field(() => Int, { description: 'Its way through the funnel, from 1; sent back, it begins another.' })
  pass: number;

  @Field(() => DateTime, { nullable: true, description: 'When its newest activity occurred.' })
  lastActivityAt: Date | null;

  @Field(() => DateTime, {
    description: 'When it came, by the platform’s clock; of an import of the past: when it was first heard of.',
  })
  createdAt: Date;

  @Field(() => DateTime, { description: 'When something of it last changed.' })
  updatedAt: Date;

  @Field(() => Int, { description: 'Grows with every change; send it as `expectedVersion`.' })
  version: number;

  @Field(() => DateTime, { nullable: true, description: 'When its personal data was erased.' })
  erasedAt: Date | null;
}

/** Pages of leads. */
export const LeadConnectionType = connectionType('Lead', 'leads', () => LeadType);
