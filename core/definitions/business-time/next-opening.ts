import type { Calendar } from './calendar.js';
import { yearAt } from './working-time.js';

/** The instant itself when the calendar is open, else the next one at which it opens. */
export function nextOpening(calendar: Calendar, instant: number): number {
  for (let year = yearAt(calendar, instant); ; year++) {
    const { stretches } = calendar.year(year);
    let low = 0;
    let high = stretches.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((stretches[middle] as { closes: number }).closes > instant) high = middle;
      else low = middle + 1;
    }
    const stretch = stretches[low];
    if (stretch) return Math.max(instant, stretch.opens);
  }
}
