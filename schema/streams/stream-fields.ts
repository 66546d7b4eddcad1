import type { EventKind } from '../../server/events/new-event.js';

/** The subscriptions that are streams of the log, and the kinds of events each can carry. */
export const streamFields: ReadonlyMap<string, readonly EventKind[] | null> = new Map([
  ['events', null],
  ['thresholdCrossed', ['THRESHOLD_CROSSING']],
  ['stageChanged', ['STAGE_TRANSITION']],
  ['slaChanged', ['SLA']],
  ['handoffChanged', ['HANDOFF']],
]);
