import type { Frame } from './frame.js';
import type { Subscriber } from './subscriber.js';

/**
 * Sends frames, together, but for those the subscriber is past. False when its outlet was full before the last of them:
 * its position is then before the first that was not sent.
 */
export function sendFrames(subscriber: Subscriber, frames: readonly Frame[], beat: number): boolean {
  const { outlet } = subscriber;
  if (subscriber.closed || frames.length === 0) return true;
  outlet.begin();
  for (const frame of frames) {
    if (frame.seq <= subscriber.position) continue;
    if (outlet.full) {
      subscriber.position = frame.seq - 1;
      break;
    }
    outlet.next(frame.payload(subscriber.last), frame.cursor);
    subscriber.last = frame.cursor;
    subscriber.position = frame.seq;
    subscriber.beat = beat;
  }
  outlet.flush();
  return subscriber.position >= (frames.at(-1) as Frame).seq;
}
