import { Args, Resolver, Root, Subscription } from 'type-graphql';
import { StageTransitionType } from '../lifecycle/stage-transition.type.js';
import { ThresholdCrossingType } from '../scores/threshold-crossing.type.js';
import { followedElsewhere as subscribe } from '../streams/followed-elsewhere.js';
import type { StreamedEvent } from '../streams/render-frames.js';
import { EventType } from './event.type.js';
import { fromLog } from './from-log.js';
import { HandoffEventType } from './handoff-event.type.js';
import { SlaEventType } from './sla-event.type.js';
import { StreamArgs } from './stream.args.js';

const CURSORS = 'CURSOR_INVALID, CURSOR_EPOCH, CURSOR_AHEAD, CURSOR_EXPIRED where `after` cannot be honoured.';

/** The streams of the log. */
@Resolver()
export class StreamsResolver {
  @Subscription(() => EventType, {
    subscribe,
    description: `Everything that happens, in the order of the log. ${CURSORS}`,
  })
  events(@Args(() => StreamArgs) _args: StreamArgs, @Root() event: StreamedEvent): EventType {
    return fromLog(event, event.row);
  }

  @Subscription(() => ThresholdCrossingType, { subscribe, description: `Thresholds as they are crossed. ${CURSORS}` })
  thresholdCrossed(@Args(() => StreamArgs) _args: StreamArgs, @Root() event: StreamedEvent): ThresholdCrossingType {
    return fromLog(event, event.row) as unknown as ThresholdCrossingType;
  }

  @Subscription(() => StageTransitionType, { subscribe, description: `Stages as they are entered. ${CURSORS}` })
  stageChanged(@Args(() => StreamArgs) _args: StreamArgs, @Root() event: StreamedEvent): StageTransitionType {
    return fromLog(event, event.row) as unknown as StageTransitionType;
  }

  @Subscription(() => HandoffEventType, { subscribe, description: `Handoffs as they are opened and end. ${CURSORS}` })
  handoffChanged(@Args(() => StreamArgs) _args: StreamArgs, @Root() event: StreamedEvent): HandoffEventType {
    return fromLog(event, event.row);
  }

  @Subscription(() => SlaEventType, {
    subscribe,
    description: `Clocks as they start, warn, are breached, end. ${CURSORS}`,
  })
  slaChanged(@Args(() => StreamArgs) _args: StreamArgs, @Root() event: StreamedEvent): SlaEventType {
    return fromLog(event, event.row);
  }
}
