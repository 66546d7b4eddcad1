import { Field, ID, InterfaceType } from 'type-graphql';
import { typeOfRow } from './type-of-row.js';

/** Whatever can be asked for again by its id. */
@InterfaceType('Node', {
  description: 'Whatever can be asked for again by its id.',
  resolveType: typeOfRow,
})
export abstract class NodeType {
  @Field(() => ID, {
    description:
      'Readable, stable, tagged with the type: `lead_0190…`. Send it as it came; nothing is to be read from the rest.',
  })
  id: string;
}
