import { describe, expect, it } from '@jest/globals';
import { parse, print } from 'graphql';
import { countTokens } from '../../../server/guard/count-tokens.js';
import { dropRepeats } from '../../../server/guard/drop-repeats.js';
import { judgeTexts } from '../../../server/guard/judge-texts.js';
import { measureDocument } from '../../../server/guard/measure-document.js';

describe('countTokens', () => {
  it('counts comments and stops one above the limit', () => {
    expect(countTokens('{ a }', 10)).toBe(3);
    expect(countTokens('# x\n{ a # y\n } # z', 10)).toBe(6);
    expect(countTokens('{ a b c }', 3)).toBe(4);
    expect(countTokens('#\n'.repeat(50), 10)).toBe(11);
    expect(countTokens('', 10)).toBe(0);
  });
});

describe('measureDocument', () => {
  const size = (text: string) => measureDocument(parse(text));

  it('counts nested selection sets through fragments of both kinds', () => {
    expect(size('{ a }').depth).toBe(1);
    expect(size('{ a { b { c } } }').depth).toBe(3);
    expect(size('{ ... { ... { a } } }').depth).toBe(1);
    expect(size('{ a { ...f } } fragment f on A { b { c } }').depth).toBe(3);
    expect(size('{ ...f } fragment f on A { ...f a { ...f } }').depth).toBeGreaterThan(0);
    expect(size('{ __schema { types { fields { name } } } a { b } }').depth).toBe(2);
  });

  it('counts root fields as often as fragments bring them, of the biggest operation', () => {
    expect(size('{ a a ...f ...f } fragment f on Q { b ... { c } }').rootFields).toBe(6);
    expect(size('query x { a } query y { a b c }').rootFields).toBe(3);
  });

  it('counts aliases and directives of the whole document', () => {
    const text =
      'query q($v: Int @a) @b { x: a y: __typename @c ...f @d ... @e { z: b } } fragment f on Q @g { w: a @h }';
    expect(size(text)).toMatchObject({ aliases: 4, directives: 7 });
  });
});

describe('dropRepeats', () => {
  const kept = (text: string) => print(dropRepeats(parse(text))).replace(/\s+/g, ' ');

  it('keeps one of the plain fields of a selection set, and all that say more than a name', () => {
    expect(kept('{ a a b { c c d } a x: a x: a y: a ... { a a } }')).toBe('{ a b { c d } x: a y: a ... { a } }');
    const others = '{ a(b: 1) a(b: 1) a @c a @c b { c } b { c } ...f ...f } fragment f on Q { a }';
    expect(kept(others)).toBe(print(parse(others)).replace(/\s+/g, ' '));
    const same = parse('{ a b }');
    expect(dropRepeats(same)).toBe(same);
  });
});

describe('judgeTexts', () => {
  it('looks into literals, values and keys', () => {
    const fine = parse('{ a(b: "ü😀") }');
    expect(judgeTexts(fine, { v: ['x', { y: 'z' }] })).toEqual({ bad: null, heavy: false });
    expect(judgeTexts(parse('{ a(b: "\\u0000") }'), {}).bad).toContain('document');
    for (const bad of ['\0', { deep: [{ '\0': 1 }] }, ['\udc00'], 'x\ud83d'])
      expect(judgeTexts(fine, { v: bad }).bad).toContain('$v');
    for (const long of ['x'.repeat(5_000), Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`k${i}`, i]))])
      expect(judgeTexts(fine, { v: [long] })).toEqual({ bad: null, heavy: true });
  });
});
