import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { EventFilter } from '../../server/events/event-filter.js';
import type { EventRow } from '../../server/events/load-event-rows.js';
import type { LogEvent } from '../../server/events/log-event.js';
import type { Frame } from './frame.js';
import { sendFrames } from './send-frames.js';
import type { Subscriber } from './subscriber.js';

/** Events rendered together. */
export const RENDERED = 32;

/** Events that may wait for a group; behind that it reads them from the log again instead of holding them. */
const WAITING = 2_000;

/** Frames written before other work gets a turn. */
const SENT_AT_ONCE = 2_000;

const RETRY_MS = 250;

/** A matching event on its way, with the rows of its batch. */
export interface Waiting {
  event: LogEvent;
  rows: Promise<ReadonlyMap<string, EventRow>>;
}

/** Subscribers that share one execution of each event. */
export interface Group {
  readonly filter: EventFilter;
  readonly members: ReadonlySet<Subscriber>;
  /** All of the group's events up to this `seq` have been sent to its members. */
  done(): number;
  render(events: readonly LogEvent[], rows?: Promise<ReadonlyMap<string, EventRow>>): Promise<Frame[]>;
  /** Takes the next matching event. False, and dropped with all before it, when nobody is there to be told. */
  enqueue(waiting: Waiting): boolean;
  /** Takes a subscriber whose position is not before `done()`, in the same turn. */
  join(subscriber: Subscriber): void;
  leave(subscriber: Subscriber): void;
}

/** Opens an empty group. Members that cannot take a frame leave it, with their position, by `onFull`. */
export function openGroup(options: {
  filter: EventFilter;
  head(): number;
  beat(): number;
  render: Group['render'];
  reread(after: number, through: number): Promise<{ events: readonly LogEvent[]; through: number }>;
  onFull(subscriber: Subscriber): void;
  onFailure(error: unknown): void;
}): Group {
  const members = new Set<Subscriber>();
  let waiting: Waiting[] = [];
  /** Set while the group reads its events from the log: how far it has come. */
  let behind: number | null = null;
  let working = false;

  function done() {
    return behind ?? (waiting[0] ? waiting[0].event.seq - 1 : options.head());
  }

  async function work() {
    working = true;
    await Promise.resolve();
    while (members.size > 0 && (waiting.length > 0 || behind !== null)) {
      try {
        await (behind === null ? step() : stepBehind());
      } catch (error) {
        fallBehind();
        options.onFailure(error);
        await pause(RETRY_MS);
      }
    }
    waiting = [];
    behind = null;
    working = false;
  }

  function fallBehind() {
    behind = done();
    waiting = [];
  }

  async function step() {
    const batch = waiting.slice(0, RENDERED);
    const frames = await options.render(
      batch.map((each) => each.event),
      joined(batch.map((each) => each.rows)),
    );
    if (waiting[0] !== batch[0]) return;
    await deliver(frames, () => {
      if (waiting[0] === batch[0]) waiting.splice(0, batch.length);
    });
  }

  async function stepBehind() {
    const page = await options.reread(behind as number, options.head());
    await deliver(await options.render(page.events), () => {
      behind = page.through >= options.head() ? null : page.through;
    });
  }

  /**
   * Until all are told, `done()` stays before the first frame: who joins meanwhile is told in the same round. `finish`
   * moves it on in the very turn the round ends; a turn later, and who joins between would miss these frames.
   */
  async function deliver(frames: readonly Frame[], finish: () => void) {
    let sent = 0;
    for (const member of members) {
      if (!sendFrames(member, frames, options.beat())) {
        members.delete(member);
        options.onFull(member);
      }
      sent += frames.length;
      if (sent < SENT_AT_ONCE) continue;
      sent = 0;
      await nextTurn();
    }
    finish();
  }

  return {
    filter: options.filter,
    members,
    done,
    render: options.render,
    enqueue(item) {
      if (members.size === 0) {
        waiting = [];
        return false;
      }
      if (behind === null) {
        if (waiting.length >= WAITING) fallBehind();
        else waiting.push(item);
      }
      if (!working) void work();
      return behind === null;
    },
    join: (subscriber) => members.add(subscriber),
    leave: (subscriber) => members.delete(subscriber),
  };
}

/** The rows of events that came in several batches. */
async function joined(rows: readonly Waiting['rows'][]): Waiting['rows'] {
  const distinct = await Promise.all(new Set(rows));
  return distinct.length === 1
    ? (distinct[0] as Awaited<Waiting['rows']>)
    : new Map(distinct.flatMap((each) => [...each]));
}
