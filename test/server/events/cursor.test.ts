import { describe, expect, it } from '@jest/globals';
import { decodeCursor, encodeCursor } from '../../../server/events/cursor.js';
import type { CursorError } from '../../../server/events/cursor-error.js';
import { fc } from '../../helpers/fast-check.js';

const epochs = fc.integer({ min: 1, max: 2 ** 31 - 1 });
const places = fc.integer({ min: 0, max: 2 ** 48 - 1 });

function codeOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return (error as CursorError).code;
  }
}

describe('cursors of the log', () => {
  it('name the place they were made of', () => {
    fc.assert(fc.property(epochs, places, (epoch, seq) => decodeCursor(epoch, encodeCursor(epoch, seq)) === seq));
  });

  it('are refused when anything in them was changed', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    fc.assert(
      fc.property(epochs, places, fc.nat(19), fc.nat(63), (epoch, seq, position, letter) => {
        const cursor = encodeCursor(epoch, seq);
        const changed = cursor.slice(0, position) + alphabet[letter] + cursor.slice(position + 1);
        expect(codeOf(() => decodeCursor(epoch, changed))).toBe(changed === cursor ? null : 'CURSOR_INVALID');
      }),
    );
  });

  it.each([
    '',
    'start',
    'garbage',
    '42',
    ' ',
    '\u0000',
    `${encodeCursor(1, 1)}=`,
    `${encodeCursor(1, 1)} `,
    '🙂'.repeat(10),
  ])('are not %j', (text) => expect(codeOf(() => decodeCursor(1, text))).toBe('CURSOR_INVALID'));

  it('are refused in another epoch', () => {
    expect(codeOf(() => decodeCursor(2, encodeCursor(1, 1)))).toBe('CURSOR_EPOCH');
  });
});
