import { Field, InterfaceType, registerEnumType } from 'type-graphql';
import { NodeType } from '../nodes/node.type.js';
import { typeOfRow } from '../nodes/type-of-row.js';
import { DateTime } from '../scalars/date-time.js';

/** Kinds of events in the log so far. */
export const EventKindEnum = {
  LEAD: 'LEAD',
  STAGE_TRANSITION: 'STAGE_TRANSITION',
  THRESHOLD_CROSSING: 'THRESHOLD_CROSSING',
  HANDOFF: 'HANDOFF',
  SLA: 'SLA',
  PROMOTION: 'PROMOTION',
  PULL_REQUEST: 'PULL_REQUEST',
} as const;

registerEnumType(EventKindEnum, {
  name: 'EventKind',
  description: 'Kinds of events.',
  valuesConfig: {
    LEAD: { description: 'A lead came, changed hands, was qualified, merged or erased: `LeadEvent`.' },
    STAGE_TRANSITION: { description: 'A lead entered a stage: `StageTransition`.' },
    THRESHOLD_CROSSING: { description: 'A score crossed a threshold: `ThresholdCrossing`.' },
    HANDOFF: { description: 'A lead was handed over, or a handoff ended: `HandoffEvent`.' },
    PROMOTION: { description: 'Definitions came in force, or back in force: `PromotionEvent`.' },
    SLA: { description: 'A clock started, warned, was breached, met or changed: `SlaEvent`.' },
    PULL_REQUEST: {
      description: 'A pull request was opened, checked, reviewed, merged or closed: `PullRequestEvent`.',
    },
  },
});

/** Something that happened; `cursor`, `lead` and `actor` are resolved. */
@InterfaceType('Event', {
  description:
    'Something that happened, in the one ordered log behind streams, webhooks and `events`. Fields of one name have one type over all events.',
  implements: NodeType,
  resolveType: typeOfRow,
})
export abstract class EventType extends NodeType {
  @Field(() => DateTime, { description: 'When it happened, by whoever told of it.' })
  occurredAt: Date;

  @Field(() => DateTime, { description: 'When the platform recorded it, by its own clock.' })
  recordedAt: Date;

  @Field(() => Boolean, {
    description: 'Recorded by an import of the past: webhooks and notifications leave it out unless asked.',
  })
  historical: boolean;
}
