import { ObjectType, registerEnumType } from 'type-graphql';
import { NodeType } from '../nodes/node.type.js';
import { EventType } from './event.type.js';

/** What can happen to a lead beside stages and thresholds. */
export const LeadChangeEnum = {
  CREATED: 'CREATED',
  OWNER_CHANGED: 'OWNER_CHANGED',
  QUALIFIED: 'QUALIFIED',
  SUGGESTED: 'SUGGESTED',
  SUGGESTION_DECLINED: 'SUGGESTION_DECLINED',
  MERGED: 'MERGED',
  ERASED: 'ERASED',
} as const;

registerEnumType(LeadChangeEnum, {
  name: 'LeadChange',
  description: 'What can happen to a lead beside stages and thresholds.',
  valuesConfig: {
    CREATED: { description: 'It came.' },
    OWNER_CHANGED: { description: 'It changed hands.' },
    QUALIFIED: { description: 'Questions of a framework were answered.' },
    SUGGESTED: { description: 'A threshold suggests a move and waits for a person.' },
    SUGGESTION_DECLINED: { description: 'A person declined the move.' },
    MERGED: { description: 'It became part of another: `mergedInto`.' },
    ERASED: { description: 'All personal data of it is gone.' },
  },
});

/** A change of a lead; `change` and `mergedInto` are resolved. */
@ObjectType('LeadEvent', {
  description: 'A lead came, changed hands, was qualified, merged or erased.',
  implements: [NodeType, EventType],
  simpleResolvers: true,
})
export class LeadEventType extends EventType {}
