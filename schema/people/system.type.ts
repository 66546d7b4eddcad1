import { ObjectType } from 'type-graphql';
import { ActorType } from '../nodes/actor.type.js';
import { NodeType } from '../nodes/node.type.js';

/** The platform as an actor. */
@ObjectType('System', {
  description: 'The platform itself: what scores, clocks and promotions caused.',
  implements: [NodeType, ActorType],
  simpleResolvers: true,
})
export class SystemType extends ActorType {}

/** The one there is. */
export const SYSTEM: SystemType = { id: 'system', displayName: 'Accord' };
