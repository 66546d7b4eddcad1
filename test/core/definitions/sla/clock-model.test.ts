import { describe, expect, it } from '@jest/globals';
import { checkClockModel } from './clock-model.js';

const seed = Number(process.env['SEED'] ?? 20_261_122);

describe('clocks against a reference that walks minute by minute', () => {
  it('agree through both clock changes, split shifts and holidays', () => {
    expect(checkClockModel({ runs: 400, seed })).toBeNull();
  });
});
