import { Field, ObjectType } from 'type-graphql';

/** An id in another system. */
@ObjectType('ExternalId', { description: 'The id of a lead in another system.', simpleResolvers: true })
export class ExternalIdType {
  @Field(() => String, { description: 'Key of the system.' })
  system: string;

  @Field(() => String, { description: 'The id there.' })
  value: string;
}
