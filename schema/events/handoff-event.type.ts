import { ObjectType } from 'type-graphql';
import { NodeType } from '../nodes/node.type.js';
import { EventType } from './event.type.js';

/** A change of a handoff; `handoff` and its states are resolved. */
@ObjectType('HandoffEvent', {
  description: 'A lead was handed over, or a handoff was assigned, answered, withdrawn or has expired.',
  implements: [NodeType, EventType],
  simpleResolvers: true,
})
export class HandoffEventType extends EventType {}
