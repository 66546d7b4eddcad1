import type { LogEvent } from './log-event.js';

/** The newest events of the log, in memory: dense by `seq`, the oldest forgotten as new ones come. */
export interface EventRing {
  /** The newest `seq` held, or the place the ring began at. */
  readonly head: number;
  /** Whether all events after `seq` are here. */
  covers(seq: number): boolean;
  /** The events after `after` up to `through`; only where `covers(after)`. */
  slice(after: number, through: number): LogEvent[];
  /** Takes the next event; throws when it does not follow the head without a gap. */
  push(event: LogEvent): void;
}

/** An empty ring that begins after `head` and holds `size` events. */
export function createEventRing(head: number, size: number): EventRing {
  const start = head;
  const slots: (LogEvent | undefined)[] = [];
  return {
    get head() {
      return head;
    },
    covers(seq) {
      return seq >= Math.max(start, head - size);
    },
    slice(after, through) {
      const events: LogEvent[] = [];
      for (let seq = after + 1; seq <= Math.min(through, head); seq++) events.push(slots[seq % size] as LogEvent);
      return events;
    },
    push(event) {
      if (event.seq !== head + 1) throw new Error(`event ${event.seq} cannot follow event ${head}`);
      slots[event.seq % size] = event;
      head = event.seq;
    },
  };
}
