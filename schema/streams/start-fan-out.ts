import { setTimeout as pause } from 'node:timers/promises';
import type { Principal } from '../../server/auth/principal.js';
import { ofAnotherEpoch } from '../../server/events/cursor.js';
import { CursorError } from '../../server/events/cursor-error.js';
import { matchesFilter } from '../../server/events/event-filter.js';
import { loadEventRows } from '../../server/events/load-event-rows.js';
import type { LogEvent } from '../../server/events/log-event.js';
import { checkpoint, followGroup } from './follow-group.js';
import { createGroupIndex } from './group-index.js';
import type { Group } from './open-group.js';
import { openGroup, RENDERED } from './open-group.js';
import type { StreamPlan } from './plan-subscription.js';
import { renderFrames } from './render-frames.js';
import { sharingKey } from './sharing-key.js';
import type { StreamParts } from './stream-parts.js';
import type { Outlet, Subscriber } from './subscriber.js';

/** A replay waits out a database that restarts: 20 seconds. */
const ATTEMPTS = 40;
const RETRY_MS = 500;

const BEAT_MS = 5_000;

/** Silence, in beats, after which a subscriber hears a checkpoint: within 15 s in any case. */
const SILENT_BEATS = 2;

/** What carries the log to the subscriptions of this process. */
export interface FanOut {
  /** Lets what follows `position` flow into `outlet` until the function returned is called. */
  subscribe(plan: StreamPlan, position: number, principal: Principal, outlet: Outlet): () => void;
  /** Executions shared at this moment, and subscriptions. */
  size(): { groups: number; subscribers: number };
  stop(): void;
}

/** A group and all who were ever led to it and have not left, by what they have in common. */
interface Shared {
  key: string;
  group: Group;
  users: Set<Subscriber>;
}

/** Starts the fan-out: one execution an event and group, its text to all members of the group. */
export function startFanOut(parts: StreamParts): FanOut {
  const { feed } = parts;
  const groups = new Map<string, Shared>();
  const index = createGroupIndex<Group>();
  let beat = 0;
  const beats = setInterval(onBeat, BEAT_MS);
  const unhear = [feed.onEvents(onEvents), feed.onEpoch(endAll)];

  function onEvents(events: readonly LogEvent[]) {
    const wanted = new Set<LogEvent>();
    let loading: ReturnType<typeof loadEventRows> | undefined;
    // asked for only once all groups have named what they want of this batch
    const rows = Promise.resolve().then(() => {
      loading ??= loadEventRows(parts.db, [...wanted]);
      return loading;
    });
    rows.catch(() => undefined);
    for (const event of events) {
      for (const group of index.candidates(event)) {
        if (matchesFilter(group.filter, event) && group.enqueue({ event, rows })) wanted.add(event);
      }
    }
  }

  function endAll() {
    for (const { users } of [...groups.values()]) for (const { outlet } of [...users]) outlet.fail(ofAnotherEpoch());
  }

  function onBeat() {
    beat += 1;
    for (const { group } of groups.values()) {
      const done = group.done();
      for (const member of group.members) {
        if (beat - member.beat < SILENT_BEATS || member.outlet.full) continue;
        member.position = Math.max(member.position, done);
        checkpoint(member, feed, beat);
      }
    }
  }

  function groupOf(plan: StreamPlan, principal: Principal) {
    const key = sharingKey(parts.schema, plan, principal);
    const found = groups.get(key);
    if (found) return found;
    const render: Group['render'] = async (events, rows) =>
      events.length === 0
        ? []
        : renderFrames(parts, plan.operation, principal, events, await (rows ?? loadEventRows(parts.db, events)));
    const group = openGroup({
      filter: plan.filter,
      head: () => feed.head,
      beat: () => beat,
      render,
      reread: (after, through) => feed.page({ after, through, filter: plan.filter, limit: RENDERED }),
      onFull: (subscriber) => void follow(subscriber, group, false),
      onFailure: (error) => parts.log?.warn({ err: error }, 'a stream could not be rendered; it tries again'),
    });
    const shared: Shared = { key, group, users: new Set<Subscriber>() };
    groups.set(key, shared);
    index.add(plan.filter, group);
    return shared;
  }

  async function follow(subscriber: Subscriber, group: Group, greet: boolean) {
    for (let attempt = 1; !subscriber.closed; attempt++) {
      try {
        return await followGroup(subscriber, group, { feed, beat: () => beat, greet });
      } catch (error) {
        if (error instanceof CursorError || attempt === ATTEMPTS) return subscriber.outlet.fail(error);
        parts.log?.warn({ err: error }, 'a replay was interrupted; it goes on where it was');
        await pause(RETRY_MS);
      }
    }
  }

  return {
    subscribe(plan, position, principal, outlet) {
      const { key, group, users } = groupOf(plan, principal);
      const subscriber: Subscriber = { outlet, position, last: feed.cursorAt(position), beat, closed: false };
      users.add(subscriber);
      void follow(subscriber, group, plan.after === null);
      return () => {
        subscriber.closed = true;
        group.leave(subscriber);
        users.delete(subscriber);
        if (users.size > 0 || groups.get(key)?.group !== group) return;
        groups.delete(key);
        index.remove(group.filter, group);
      };
    },
    size() {
      let subscribers = 0;
      for (const { users } of groups.values()) subscribers += users.size;
      return { groups: groups.size, subscribers };
    },
    stop() {
      clearInterval(beats);
      for (const end of unhear) end();
    },
  };
}
