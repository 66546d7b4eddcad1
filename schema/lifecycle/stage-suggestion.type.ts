import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../scalars/date-time.js';

/** A move that waits for a person; what it refers to is resolved. */
@ObjectType('StageSuggestion', {
  description: 'A threshold with `suggest` was crossed: moveLead accepts it, declineSuggestion does not.',
  simpleResolvers: true,
})
export class StageSuggestionType {
  @Field(() => DateTime, { description: 'Since when it waits.' })
  since: Date;
}
