import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { ClockState } from '../../core/definitions/sla/clock.js';
import { NodeType } from '../nodes/node.type.js';
import { connectionType } from '../paging/connection-type.js';
import { DateTime } from '../scalars/date-time.js';

/** States of clocks. */
export const SlaClockStateEnum = {
  RUNNING: 'RUNNING',
  PAUSED: 'PAUSED',
  MET: 'MET',
  BREACHED: 'BREACHED',
  MET_LATE: 'MET_LATE',
  CANCELLED: 'CANCELLED',
} as const;

registerEnumType(SlaClockStateEnum, {
  name: 'SlaClockState',
  description: 'How a clock stands.',
  valuesConfig: {
    RUNNING: { description: 'Counts.' },
    PAUSED: { description: 'Counts no time for now.' },
    MET: { description: 'The promise was kept.' },
    BREACHED: { description: 'It was not kept in time; still counts, and ends as MET_LATE or CANCELLED.' },
    MET_LATE: { description: 'Kept after its time; the time it took is still measured.' },
    CANCELLED: { description: 'Ended without a verdict.' },
  },
});

/** A clock as it stands; what it refers to, and its times, are resolved. */
@ObjectType('SlaClock', {
  description: 'A clock of one promise about one lead. The definitions that started it judge it to its end.',
  implements: NodeType,
  simpleResolvers: true,
})
export class SlaClockType extends NodeType {
  @Field(() => SlaClockStateEnum, { description: 'How it stands.' })
  state: ClockState;

  @Field(() => DateTime, { description: 'When its cause happened, by whoever told of it.' })
  triggeredAt: Date;

  @Field(() => DateTime, { description: 'When the platform recorded its cause: it counts from then.' })
  startedAt: Date;

  @Field(() => DateTime, { nullable: true, description: 'When its time is over; null while paused.' })
  dueAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it last warned.' })
  warnedAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When its time was over without the promise kept.' })
  breachedAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ended.' })
  stoppedAt: Date | null;
}

/** Pages of clocks. */
export const SlaClockConnectionType = connectionType('SlaClock', 'clocks', () => SlaClockType);
