import { IANAZone } from 'luxon';
import { CallerError } from '../errors.js';
import type { TimeWindow } from './metrics-input.js';

/** The window with its zone (UTC when absent); throws BAD_USER_INPUT on an unknown zone or an end before the start. */
export function checkWindow(window: { from: Date; to: Date; timeZone?: string | null }): TimeWindow {
  const timeZone = window.timeZone ?? 'UTC';
  if (!IANAZone.isValidZone(timeZone)) {
    throw new CallerError('BAD_USER_INPUT', `'${timeZone}' is no time zone: use an IANA name such as Europe/Berlin.`);
  }
  if (window.to < window.from) {
    const told = `The window ends (${window.to.toISOString()}) before it starts (${window.from.toISOString()}).`;
    throw new CallerError('BAD_USER_INPUT', told);
  }
  return { from: window.from, to: window.to, timeZone };
}
