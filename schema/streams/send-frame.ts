import type { Frame } from './frame.js';
import type { Subscriber } from './subscriber.js';

/** Sends a frame unless the subscriber is past it. False, and nothing sent, when its outlet is full. */
export function sendFrame(subscriber: Subscriber, frame: Frame, beat: number): boolean {
  if (subscriber.closed || frame.seq <= subscriber.position) return true;
  if (subscriber.outlet.full) {
    subscriber.position = frame.seq - 1;
    return false;
  }
  subscriber.outlet.next(frame.payload(subscriber.last), frame.cursor);
  subscriber.last = frame.cursor;
  subscriber.position = frame.seq;
  subscriber.beat = beat;
  return true;
}
