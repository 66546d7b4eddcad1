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
  | 'job'
  | 'audit'
  | 'version'
  | 'installation';

/** A new id: the prefix and a UUIDv7 as 32 hex digits, so that ids of one kind sort by the time they were made. */
export function newId(prefix: IdPrefix, at: number = Date.now()): string {
  const random = randomBytes(10);
  random[0] = ((random[0] as number) & 0x0f) | 0x70;
  random[2] = ((random[2] as number) & 0x3f) | 0x80;
  return `${prefix}_${at.toString(16).padStart(12, '0')}${random.toString('hex')}`;
}
