/** An async iterator that never yields: it stands for a subscription whose frames are sent elsewhere. */
export interface SilentIterator extends AsyncIterableIterator<never> {
  return(): Promise<IteratorResult<never>>;
  /** Makes the pending and all later `next()` reject. */
  fail(error: unknown): void;
}

/** `onEnd` is called once, when the consumer returns or the iterator fails. `return()` settles a pending `next()`. */
export function createSilentIterator(onEnd: () => void): SilentIterator {
  let outcome: Promise<IteratorResult<never>> | null = null;
  let settle: ((outcome: Promise<IteratorResult<never>>) => void) | null = null;

  function end(result: Promise<IteratorResult<never>>) {
    if (outcome) return;
    outcome = result;
    result.catch(() => undefined);
    settle?.(result);
    onEnd();
  }

  return {
    next: () =>
      outcome ??
      new Promise((resolve) => {
        settle = resolve;
      }),
    return() {
      end(Promise.resolve({ done: true, value: undefined }));
      return Promise.resolve({ done: true, value: undefined });
    },
    fail: (error) => end(Promise.reject(error)),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
