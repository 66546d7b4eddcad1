import { describe, expect, it } from '@jest/globals';
import { stopInReverse } from '../../../server/stop-in-reverse.js';

describe('stopInReverse', () => {
  it('stops last first, one that fails does not keep the others', async () => {
    const said: string[] = [];
    const started = stopInReverse((name) => said.push(`${name} failed`));
    await started.add('first', 1, () => said.push('first'));
    await started.add('second', 2, () => Promise.reject(new Error('stuck')));
    await started.add('third', 3, () => said.push('third'));
    await Promise.all([started.stop(), started.stop()]);
    expect(said).toEqual(['third', 'second failed', 'first']);
  });

  it('stops at once what is started after the end began', async () => {
    const started = stopInReverse(() => undefined);
    await started.stop();
    let stopped = false;
    const adding = started.add('late', 1, () => {
      stopped = true;
    });
    await expect(adding).rejects.toThrow('late was started while stopping');
    expect(stopped).toBe(true);
  });
});
