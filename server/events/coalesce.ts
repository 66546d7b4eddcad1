/** Work that is asked for often and done once for all who asked. */
export interface Coalesced {
  /** Asks for a run; never waits. One that is under way may be too old, so another follows it. */
  poke(): void;
  /** Resolves after a run that began after this call, rejects when that run failed. */
  settled(): Promise<void>;
  /** Resolves when the run under way has ended; nothing runs after. */
  stop(): Promise<void>;
}

interface Waiter {
  resolve(): void;
  reject(error: unknown): void;
}

/** Runs `work` whenever asked, never twice at once. A failure goes to `onFailure` and to those who wait for that run. */
export function coalesce(work: () => Promise<void>, onFailure: (error: unknown) => void): Coalesced {
  let wanted = false;
  let stopped = false;
  let running: Promise<void> | null = null;
  let waiters: Waiter[] = [];

  function poke() {
    wanted = true;
    running ??= drain().finally(() => {
      running = null;
    });
  }

  async function drain() {
    await Promise.resolve();
    while (wanted && !stopped) {
      wanted = false;
      const served = waiters;
      waiters = [];
      try {
        await work();
        for (const waiter of served) waiter.resolve();
      } catch (error) {
        onFailure(error);
        for (const waiter of served) waiter.reject(error);
      }
    }
    if (stopped) for (const waiter of waiters.splice(0)) waiter.reject(new Error('stopped'));
  }

  return {
    poke,
    settled() {
      return new Promise<void>((resolve, reject) => {
        waiters.push({ resolve, reject });
        poke();
      });
    },
    async stop() {
      stopped = true;
      await running;
    },
  };
}
