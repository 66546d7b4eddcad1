import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Says whether the process has fallen behind, by the delay of its event loop. */
export interface LoadWatch {
  /** True while new work should be shed. */
  overloaded(): boolean;
  /** The delay seen in the last look, milliseconds (mean of the worst tenth is near the 90th percentile). */
  delayMs(): number;
  stop(): void;
}

const LOOK_EVERY_MS = 250;
const RESOLUTION_MS = 10;

/**
 * Watches the event loop: overloaded once the 90th percentile of its delay stays above `shedAboveMs` for two looks,
 * well again after one look below half of it, so that it neither flaps nor reacts to one long garbage collection.
 */
export function watchLoad(shedAboveMs: number): LoadWatch {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  let late = 0;
  let over = false;
  let delay = 0;
  const timer = setInterval(() => {
    delay = Math.max(0, histogram.percentile(90) / 1e6 - RESOLUTION_MS);
    histogram.reset();
    late = delay > shedAboveMs ? late + 1 : 0;
    if (late >= 2) over = true;
    else if (delay < shedAboveMs / 2) over = false;
  }, LOOK_EVERY_MS);
  timer.unref();
  return {
    overloaded: () => over,
    delayMs: () => delay,
    stop() {
      clearInterval(timer);
      histogram.disable();
    },
  };
}
