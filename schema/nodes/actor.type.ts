import { Field, InterfaceType } from 'type-graphql';
import { NodeType } from './node.type.js';
import { typeOfRow } from './type-of-row.js';

/** Who did something. */
@InterfaceType('Actor', {
  description: 'Who did something: a person, a machine by its token, or the platform itself.',
  implements: NodeType,
  resolveType: typeOfRow,
})
export abstract class ActorType extends NodeType {
  @Field(() => String, { description: 'The name people see.' })
  displayName: string;
}
