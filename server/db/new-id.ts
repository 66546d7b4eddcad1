import { randomBytes } from 'node:crypto';

/** The kinds of ids, readable in every answer: `lead_0190…`. */
export type IdPrefix =
  | 'lead'
  | 'account'
  | 'user'
  | 'token'
  | 'crossing'
  | 'transition'
  | 'event'
  | 'handoff'
  | 'clock'
  | 'note'
  | 'notification'
  | 'job'
  | 'impact'
  | 'review'
  | 'comment'
  | 'audit'
  | 'webhook'
  | 'delivery'
  | 'version'
  | 'installation'
  | 'challenger';

/** A new id: the prefix and a UUIDv7 as 32 hex digits, so that ids of one kind sort by the time they were made. */
export function newId(prefix: IdPrefix, at: number = Date.now()): string {
  const random = takeRandom(10);
  random[0] = ((random[0] as number) & 0x0f) | 0x70;
  random[2] = ((random[2] as number) & 0x3f) | 0x80;
  return `${prefix}_${at.toString(16).padStart(12, '0')}${random.toString('hex')}`;
}

/** Randomness is fetched by the page: asked for ten bytes at a time it costs more than the rest of an activity's way. */
let page = randomBytes(8_192);
let taken = 0;

function takeRandom(count: number): Buffer {
  if (taken + count > page.length) {
    page = randomBytes(page.length);
    taken = 0;
  }
  taken += count;
  return page.subarray(taken - count, taken);
}
