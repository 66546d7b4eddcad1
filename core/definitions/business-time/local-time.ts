import { IANAZone } from 'luxon';

/** A wall-clock time as if it were UTC: milliseconds of the same year, month, day, hour… read in UTC. */
export type WallClock = number;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** The wall-clock time an instant has in a zone. */
export function wallClockAt(zone: IANAZone, instant: number): WallClock {
  return instant + zone.offset(instant) * MINUTE_MS;
}

/**
 * The instant at which a zone's clocks show `wall`: of a repeated time the first, of a skipped one the instant moved
 * on by the gap.
 */
export function instantAt(zone: IANAZone, wall: WallClock): number {
  const before = zone.offset(wall - DAY_MS) * MINUTE_MS;
  const after = zone.offset(wall + DAY_MS) * MINUTE_MS;
  const early = wall - Math.max(before, after);
  const late = wall - Math.min(before, after);
  for (const instant of [early, late]) if (wallClockAt(zone, instant) === wall) return instant;
  return wall - before;
}

/** The zone by its IANA name; throws RangeError with a sentence for a name that is none. */
export function zoneNamed(name: string): IANAZone {
  if (!IANAZone.isValidZone(name)) {
    throw new RangeError(`The time zone '${name}' is not in the IANA database: write a name such as Europe/Berlin.`);
  }
  return IANAZone.create(name);
}
