import { describe, expect, it } from '@jest/globals';
import { printCanonical } from '../../../core/definitions/canonical.js';
import { MAX_DEPTH, MAX_FILE_BYTES, parseFile } from '../../../core/definitions/parse.js';
import type { Json } from '../../../core/scoring/facts.js';
import { fc } from '../../helpers/fast-check.js';
import { seed } from '../../helpers/seeded-random.js';

const codesOf = (text: string) => parseFile('a.json', text).problems.map((problem) => problem.code);
const first = (text: string) => parseFile('a.json', text).problems[0];
const nest = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('parseFile', () => {
  it('reads every JSON value back as it was printed', () => {
    const key = fc
      .string({ unit: 'grapheme' })
      .filter((name) => !['__proto__', 'constructor', 'prototype'].includes(name) && !name.includes('\0'));
    const { value } = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constant(null),
        fc.boolean(),
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (number === 0 ? 0 : number)),
        fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
        fc.array(tie('value'), { maxLength: 5 }),
        fc.dictionary(key, tie('value'), { maxKeys: 5, noNullPrototype: true }),
      ),
    }));
    const law = fc.property(value, (one) => {
      const read = parseFile('a.json', printCanonical(one));
      expect(read.problems).toEqual([]);
      expect(read.value).toEqual(one);
      expect(printCanonical(read.value as Json)).toBe(printCanonical(one));
    });
    fc.assert(law, { numRuns: 300, seed });
  });

  it('agrees with JSON.parse on what is JSON', () => {
    const text = fc.string({
      unit: fc.constantFrom('{', '}', '[', ']', ',', ':', '"', 'a', '1', '-', '.', 'e', ' ', '\\', 'n', 't'),
    });
    const law = fc.property(fc.oneof(text, fc.json()), (one) => {
      let expected: unknown;
      try {
        expected = JSON.parse(one);
      } catch {
        expect(codesOf(one).length).toBeGreaterThan(0);
        return;
      }
      const { value, problems } = parseFile('a.json', one);
      if (problems.length > 0) expect(problems.map((problem) => problem.code)).not.toContain('syntax');
      else expect(JSON.stringify(value)).toBe(JSON.stringify(expected));
    });
    fc.assert(law, { numRuns: 2000, seed });
  });

  it('places problems by line, column and pointer', () => {
    const text = '{\n  "rules": [\n    { "key": "a", "key": "b" }\n  ]\n}\n';
    expect(first(text)).toMatchObject({ code: 'duplicate-member', line: 3, column: 19, pointer: '/rules/0/key' });
    expect(parseFile('a.json', '{"a/b": {"~": 1}}').locate('/a~1b/~0')).toEqual({ line: 1, column: 15 });
    expect(parseFile('a.json', '{"a": 1}').locate('/a', 'key')).toEqual({ line: 1, column: 2 });
    expect(parseFile('a.json', '{"a": 1}').locate('/a/gone/further')).toEqual({ line: 1, column: 7 });
  });

  it.each([
    ['{"a": 1, "a": 2}', 'duplicate-member'],
    ['{"__proto__": {"polluted": true}}', 'forbidden-key'],
    ['{"constructor": 1}', 'forbidden-key'],
    ['{"a": {"prototype": 1}}', 'forbidden-key'],
    ['{"\\u005f_proto__": 1}', 'forbidden-key'],
    ['[1e999]', 'number-not-finite'],
    ['[-1e999]', 'number-not-finite'],
    ['["\\ud800"]', 'bad-text'],
    ['["\ud800"]', 'bad-text'],
    ['["\\u0000"]', 'bad-text'],
    ['\ufeff{}', 'byte-order-mark'],
    [nest(MAX_DEPTH + 1), 'too-deep'],
    ['{} {}', 'syntax'],
    ['', 'syntax'],
    ['[1,]', 'syntax'],
    ['{"a": 1,}', 'syntax'],
    ["{'a': 1}", 'syntax'],
    ['[01]', 'syntax'],
    ['[1.]', 'syntax'],
    ['[NaN]', 'syntax'],
    ['[Infinity]', 'syntax'],
    ['[truefalse]', 'syntax'],
    ['// no\n{}', 'syntax'],
    ['["a\nb"]', 'syntax'],
    ['["\\x41"]', 'syntax'],
  ])('refuses %j as %s, with a sentence and a hint', (text, code) => {
    const read = parseFile('a.json', text);
    expect(read.value).toBeUndefined();
    expect(read.problems[0]).toMatchObject({ level: 'error', code, path: 'a.json' });
    expect(read.problems[0]?.message).toMatch(/\S.*\.$/);
    expect(read.problems[0]?.hint).toBeTruthy();
  });

  it('reads 32 levels, and files of just 256 KiB', () => {
    expect(codesOf(nest(MAX_DEPTH))).toEqual([]);
    const filled = (bytes: number) => `"${'é'.repeat((bytes - 2) / 2)}"`;
    expect(codesOf(filled(MAX_FILE_BYTES))).toEqual([]);
    expect(codesOf(`${filled(MAX_FILE_BYTES)} `)).toEqual(['file-too-big']);
  });

  it('refuses what is far too deep or too big, and pollutes nothing', () => {
    expect(codesOf(nest(10_000))).toEqual(['too-deep']);
    expect(codesOf('{"a":'.repeat(10_000))).toEqual(['too-deep']);
    expect(codesOf('x'.repeat(10_000_000))).toEqual(['file-too-big']);
    expect(codesOf(`[${'1,'.repeat(100_000)}1]`)).toEqual([]);
    expect(codesOf(`{${'"a":1,'.repeat(40_000)}"a":1}`).every((code) => code === 'duplicate-member')).toBe(true);
    parseFile('a.json', '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
