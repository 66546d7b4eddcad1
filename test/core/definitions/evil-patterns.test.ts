import { describe, expect, it } from '@jest/globals';
import { compilePattern } from '../../../core/scoring/pattern.js';
import { patternSize } from '../../../core/scoring/pattern-size.js';
import { edit, newProblems, starter } from './tree-files.js';

const EVIL = [
  ...[
    '(a+)+$',
    '(a|aa)+$',
    '(a|a?)+$',
    '(.*a){20}$',
    '([a-zA-Z]+)*$',
    '(x+x+)+y',
    '(a*)*b',
    '(\\w+\\s?)*$',
    '([^x]*)*x',
  ],
  ...[
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '(?:a{0,30}){0,30}b',
    'a{1000}b',
    '(a{100}){9}',
    '(.*)*(.*)*(.*)*b',
    '(a?){500}a{500}',
  ],
  ...['.*.*.*.*.*=.*', '(\\p{L}+)*\\d', '(0|1|00|11|01)*2', '[\\s\\S]*?[\\s\\S]*?z', '(a|b)*a(a|b){20}c', '.*a.{20}c'],
  ...[
    '.{0,1000}b.{0,1000}c',
    '(a?){1000}',
    '(.?){800}x',
    '[ab]{1000}c',
    '(.*)(.*)(.*)(.*)(.*)[^ab]',
    '(a*){1000}',
    '((a{10}){10}){10}',
  ],
  ...[
    '^(a+)*$',
    '(ab|a|b)*c',
    '(?:(?:a|b)?){400}c',
    '(a.?)*$',
    '(.+)+x',
    '(\\d+)*\\.',
    '((a|b)+)+c',
    '(?:.{0,30}b){0,30}c',
  ],
  ...[
    '(a{1,30}){1,30}$',
    '^(.*?,){11}P',
    '(\\s*\\S*)*=',
    '(-+)+>',
    '(<[^>]*>)*!',
    '(?i)(aA)*b',
    '(a|ab|abc)*d',
    '\\b(\\w+)+\\b!',
  ],
  ...[
    '(x?x?x?x?){200}y',
    '(a|a|a|a)*b',
    '^(\\w+\\d+)*$',
    '(?:ab?){200}(?:a?b){200}z',
    '(.|.)*q',
    '(a*b*c*)*d',
    '(ba+)+c',
  ],
];
const LONG = ['a'.repeat(100_000), 'ab'.repeat(50_000), `${'xy '.repeat(33_000)}!`];

describe('expressions that would hang a backtracking engine', () => {
  it.each(EVIL)('%s answers on 100 kB of text, or is refused', (pattern) => {
    try {
      const test = compilePattern(pattern);
      for (const text of LONG) expect(typeof test(text)).toBe('boolean');
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError);
    }
  });

  it.each(EVIL)('%s finds what stands at the end of 64 KiB, or is refused', (pattern) => {
    let test: (text: string) => boolean;
    try {
      test = compilePattern(`(?:${pattern})|[Zz]eta{2,3}$`);
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError);
      return;
    }
    expect(test(`${'\u00e4'.repeat(65_000)}zetaa`)).toBe(true);
  });

  it('are refused when they repeat more than can be run', () => {
    expect(() => compilePattern(`(${'abcdefghij'.repeat(90)}){1000}`)).toThrow(/repeats too much/);
    expect(() => compilePattern('((a{10}){10}){10}b')).toThrow(/takes 1\d{3} steps; .* 100 are allowed/);
    expect(() => compilePattern(Array.from({ length: 120 }, (_, i) => `title${i}`).join('|'))).not.toThrow();
    expect(patternSize('a{3}(bc){2}[d}]\\{9')).toBe(3 + 2 * 3 + 1 + 1 + 1);
    expect(patternSize('(('.repeat(1000))).toBeLessThan(10);
  });

  it.each([
    '(?:[^q].{0,22}\\b){2}!',
    '(?:.{0,14}\\pL){3}!',
    '(?:[abc].{0,22}|.{9}){2}!',
    '(?:[\\pL\\pN].{0,24}){2}!',
    '(?:[abc].{0,8}\\b){2}!',
  ])('%s is refused: a hostile text keeps all its wildcards open', (pattern) => {
    expect(() => compilePattern(pattern)).toThrow(/(?:steps|wildcards and classes).* (?:100|32|16) are allowed/);
  });

  it.each([
    '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
    '\\b(vice president|head|director|chief)\\b.*\\b(marketing|sales|growth|revenue)\\b',
    '^[a-z0-9._%+-]+@[a-z0-9.-]+\\.[a-z]{2,}$',
    'budget.{0,30}approved',
  ])('%s, which people write, is taken', (pattern) => {
    expect(typeof compilePattern(pattern)('nothing of it')).toBe('boolean');
  });

  it.each([
    '(?=x)',
    '(?!x)',
    '(?<=x)y',
    '(?<!x)y',
    '(a)\\1',
    '(?<n>a)\\k<n>',
    '(?>a)',
    'a++',
    '*',
    '(',
    '[z-a]',
    'a{1001}',
  ])('%s is refused when it is proposed', (pattern) => {
    const changed = edit(starter, 'models/hundred-point.json', (model) => {
      model.rules[6].when.matches = pattern;
    });
    const [problem] = newProblems(starter, changed, 'bad-expression');
    expect(problem).toMatchObject({ pointer: '/rules/6/when/matches', line: expect.any(Number) });
  });
});
