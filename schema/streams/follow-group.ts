import type { Feed } from '../../server/events/start-feed.js';
import type { Group } from './open-group.js';
import { RENDERED } from './open-group.js';
import { sendFrames } from './send-frames.js';
import type { Subscriber } from './subscriber.js';

/** Beats without a word after which a replay that finds nothing says how far it is. */
const SILENT_BEATS = 2;

/**
 * Brings a subscriber from its position to its group's by a replay of its own, then makes it a member, in one turn:
 * there is no event between. `greet`: tells it where it stands even when it knows.
 */
export async function followGroup(
  subscriber: Subscriber,
  group: Group,
  options: { feed: Feed; beat(): number; greet: boolean },
): Promise<void> {
  const { feed } = options;
  for (;;) {
    await subscriber.outlet.drained();
    if (subscriber.closed) return;
    const through = group.done();
    if (subscriber.position >= through) break;
    const page = await feed.page({ after: subscriber.position, through, filter: group.filter, limit: RENDERED });
    const frames = await group.render(page.events);
    if (!sendFrames(subscriber, frames, options.beat())) continue;
    subscriber.position = Math.max(subscriber.position, page.through);
    if (options.beat() - subscriber.beat >= SILENT_BEATS) checkpoint(subscriber, feed, options.beat());
  }
  group.join(subscriber);
  if (options.greet || subscriber.last !== feed.cursorAt(subscriber.position)) {
    checkpoint(subscriber, feed, options.beat());
  }
}

/** Tells a subscriber how far it has been served. */
export function checkpoint(subscriber: Subscriber, feed: Feed, beat: number): void {
  subscriber.last = feed.cursorAt(subscriber.position);
  subscriber.beat = beat;
  subscriber.outlet.checkpoint(subscriber.last);
}
