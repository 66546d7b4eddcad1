import { setTimeout as pause } from 'node:timers/promises';

const INTERVAL_MS = 20;

/**
 * Asks `condition` every 20 ms until it answers something true, and returns that; after `deadlineMs` throws what it
 * threw last, or that it never held. The deadline is only there to end: a machine may be slow.
 */
export async function eventually<Result>(
  condition: () => Result | Promise<Result>,
  deadlineMs = 60_000,
): Promise<NonNullable<Result>> {
  const end = performance.now() + deadlineMs;
  let failure: unknown = new Error(`the condition did not hold within ${deadlineMs} ms`);
  while (performance.now() < end) {
    try {
      const result = await condition();
      if (result) return result;
    } catch (error) {
      failure = error;
    }
    await pause(INTERVAL_MS);
  }
  throw failure;
}
