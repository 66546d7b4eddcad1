/** Wakes the one who waits. Rung while nobody waits, the next wait ends at once. */
export interface Bell {
  ring(): void;
  /** Resolves when it is rung, at the latest after `ms`. */
  wait(ms: number): Promise<void>;
}

/** A bell that has not been rung. */
export function createBell(): Bell {
  let rung = false;
  let wake: (() => void) | null = null;
  return {
    ring() {
      rung = true;
      wake?.();
    },
    async wait(ms) {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wake = null;
      }
      rung = false;
    },
  };
}
