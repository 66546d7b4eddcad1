import { describe, expect, it } from '@jest/globals';
import { runRounds } from '../../server/run-rounds.js';
import { eventually } from '../helpers/eventually.js';

describe('rounds of work', () => {
  it('go on after an error, which is told, and none waits for another', async () => {
    const done = { fails: 0, works: 0 };
    const told: unknown[] = [];
    const stuck = new Promise<void>((resolve) => setTimeout(resolve, 60_000).unref());
    const rounds = runRounds(
      [
        { everyMs: 1, work: (stopping) => Promise.race([stuck, aborted(stopping)]) },
        { everyMs: 1, work: async () => void done.works++ },
        {
          everyMs: 1,
          work: async () => {
            done.fails++;
            throw new Error('not this time');
          },
        },
      ],
      (error) => told.push(error),
    );
    await eventually(() => done.fails > 2 && done.works > 2);
    await rounds.stop();
    expect(told).toHaveLength(done.fails);
    expect(String(told[0])).toContain('not this time');
  });

  it('wait for what is being done when stopped, and begin nothing after', async () => {
    let begun = 0;
    let ended = 0;
    let finish: () => void = () => undefined;
    const rounds = runRounds([
      {
        everyMs: 1,
        work: async () => {
          begun++;
          await new Promise<void>((resolve) => {
            finish = resolve;
          });
          ended++;
        },
      },
    ]);
    await eventually(() => begun === 1);
    const stopped = rounds.stop();
    finish();
    await stopped;
    expect([begun, ended]).toEqual([1, 1]);
  });
});

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
