import { describe, expect, it } from '@jest/globals';
import { isTokenText, newTokenText } from '../../../server/auth/token-text.js';

describe('token texts', () => {
  it('are of the agreed form, with 190 bits of secret', () => {
    const { text, prefix } = newTokenText();
    expect(text).toMatch(/^acc_[0-9A-Za-z]{10}_[0-9A-Za-z]{38}$/);
    expect(text.startsWith(`${prefix}_`)).toBe(true);
    expect(new Set(Array.from({ length: 1_000 }, () => newTokenText().text)).size).toBe(1_000);
  });

  it('tell every wrong character', () => {
    const { text } = newTokenText();
    expect(isTokenText(text)).toBe(true);
    for (let i = 4; i < text.length; i++) {
      if (text[i] === '_') continue;
      const other = text[i] === 'x' ? 'y' : 'x';
      expect(isTokenText(text.slice(0, i) + other + text.slice(i + 1))).toBe(false);
    }
  });

  it('may be chosen by the operator, 24 to 200 characters', () => {
    expect(isTokenText('a'.repeat(23))).toBe(false);
    expect(isTokenText('a'.repeat(24))).toBe(true);
    expect(isTokenText('-_'.repeat(100))).toBe(true);
    expect(isTokenText('a'.repeat(201))).toBe(false);
    expect(isTokenText(`${'a'.repeat(24)}\n`)).toBe(false);
  });
});
