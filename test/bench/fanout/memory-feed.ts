import { matchesFilter } from '../../../server/events/event-filter.js';
import { createEventRing } from '../../../server/events/event-ring.js';
import type { LogEvent } from '../../../server/events/log-event.js';
import type { Feed } from '../../../server/events/start-feed.js';

/** A feed without a database behind it, so that the fan-out alone is measured. */
export function createMemoryFeed(): Feed & { publish(data: LogEvent['data']): void } {
  const ring = createEventRing(0, 10_000);
  const listeners = new Set<(events: readonly LogEvent[]) => void>();
  return {
    epoch: 1,
    get head() {
      return ring.head;
    },
    cursorAt: (seq) => `cursor-${seq.toString().padStart(12, '0')}`,
    onEvents(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onEpoch: () => () => undefined,
    locate: async () => ring.head,
    page: async ({ after, through, filter }) => ({
      events: ring.slice(after, through).filter((event) => matchesFilter(filter, event)),
      through,
    }),
    poke: () => undefined,
    stop: async () => undefined,
    publish(data) {
      const seq = ring.head + 1;
      const at = new Date();
      const event: LogEvent = {
        seq,
        cursor: this.cursorAt(seq),
        eventId: `event_${seq}`,
        kind: 'LEAD',
        leadId: null,
        actor: 'system',
        occurredAt: at,
        recordedAt: at,
        historical: false,
        data,
        lead: null,
      };
      ring.push(event);
      for (const listener of listeners) listener([event]);
    },
  };
}
