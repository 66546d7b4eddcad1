import { ObjectType, registerEnumType } from 'type-graphql';
import { NodeType } from '../nodes/node.type.js';
import { EventType } from './event.type.js';

/** What a clock can say of itself. */
export const SlaEventKindEnum = {
  STARTED: 'STARTED',
  WARNED: 'WARNED',
  BREACHED: 'BREACHED',
  ESCALATED: 'ESCALATED',
  PAUSED: 'PAUSED',
  RESUMED: 'RESUMED',
  REASSIGNED: 'REASSIGNED',
  MET: 'MET',
  MET_LATE: 'MET_LATE',
  CANCELLED: 'CANCELLED',
} as const;

registerEnumType(SlaEventKindEnum, {
  name: 'SlaEventKind',
  description: 'What a clock can say of itself.',
  valuesConfig: {
    STARTED: { description: 'It began to count.' },
    WARNED: { description: 'So much of its time is over that its policy warns.' },
    BREACHED: { description: 'Its time is over and the promise was not kept.' },
    ESCALATED: { description: 'A step of its policy was due after the breach.' },
    PAUSED: { description: 'It counts no time for now.' },
    RESUMED: { description: 'It counts again.' },
    REASSIGNED: { description: 'Another person shall keep the promise; state and time stay.' },
    MET: { description: 'The promise was kept; `corrects` where that was told late.' },
    MET_LATE: { description: 'The promise was kept after its time.' },
    CANCELLED: { description: 'It ended without a verdict.' },
  },
});

/** Something a clock says of itself; all of it is resolved. */
@ObjectType('SlaEvent', {
  description: 'A clock started, warned, was breached, met, paused or cancelled, or changed hands.',
  implements: [NodeType, EventType],
  simpleResolvers: true,
})
export class SlaEventType extends EventType {}
