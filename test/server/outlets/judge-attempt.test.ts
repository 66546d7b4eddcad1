import { describe, expect, it } from '@jest/globals';
import { judgeAttempt } from '../../../server/outlets/judge-attempt.js';
import { fc } from '../../helpers/fast-check.js';

const RETRY = [1_000, 2_000, 4_000];
const failed = { status: 500, error: 'The receiver answered 500.', retryAfterMs: null };

describe('what follows from an attempt', () => {
  it('is the schedule, each delay varied by less than a fifth', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 2 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempts, random) => {
          const { state, nextInMs } = judgeAttempt(failed, attempts, RETRY, random);
          const delay = RETRY[attempts] as number;
          expect(state).toBe('PENDING');
          expect(nextInMs).toBeGreaterThanOrEqual(delay * 0.8);
          expect(nextInMs).toBeLessThanOrEqual(delay * 1.2);
        },
      ),
    );
  });

  it('repeats the last delay of a short schedule up to ten attempts, and keeps a longer one', () => {
    for (let attempts = 3; attempts < 9; attempts++) {
      expect(judgeAttempt(failed, attempts, RETRY, 0.6)).toEqual({ state: 'PENDING', nextInMs: 4_000, gone: false });
    }
    expect(judgeAttempt(failed, 9, RETRY, 0.5).state).toBe('FAILED');
    const long = Array.from({ length: 12 }, () => 1_000);
    expect(judgeAttempt(failed, 11, long, 0.5).state).toBe('PENDING');
    expect(judgeAttempt(failed, 12, long, 0.5).state).toBe('FAILED');
    expect(judgeAttempt(failed, 0, [], 0.5).state).toBe('FAILED');
  });

  it('is the end after success, and of an endpoint that is gone', () => {
    const taken = { status: 200, error: null, retryAfterMs: null };
    expect(judgeAttempt(taken, 2, RETRY, 0.5)).toEqual({ state: 'SUCCEEDED', nextInMs: null, gone: false });
    const gone = { status: 410, error: 'The receiver answered 410.', retryAfterMs: null };
    expect(judgeAttempt(gone, 3, RETRY, 0.5)).toEqual({ state: 'PENDING', nextInMs: 0, gone: true });
  });

  it('never comes before a Retry-After', () => {
    const asked = { ...failed, status: 429, retryAfterMs: 60_000 };
    expect(judgeAttempt(asked, 0, RETRY, 0.9).nextInMs).toBe(60_000);
    expect(judgeAttempt({ ...asked, retryAfterMs: 1 }, 0, RETRY, 0.6).nextInMs).toBe(1_000);
  });
});
