const LOOK_EVERY_MS = 500;

/** Calls `then` once, when the process that started this one is gone. */
export function whenParentEnds(then: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    then();
  }, LOOK_EVERY_MS).unref();
}
