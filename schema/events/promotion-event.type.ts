import { ObjectType } from 'type-graphql';
import { NodeType } from '../nodes/node.type.js';
import { EventType } from './event.type.js';

/** Definitions came in force; `promotion` is resolved. */
@ObjectType('PromotionEvent', {
  description: 'Definitions came in force: a merge was promoted, or an earlier release was taken up again.',
  implements: [NodeType, EventType],
  simpleResolvers: true,
})
export class PromotionEventType extends EventType {}
