import { describe, expect, it } from '@jest/globals';
import { coversPattern } from '../../../../core/definitions/sign-offs/covers-pattern.js';
import { matchesGlob } from '../../../../core/definitions/sign-offs/matches-glob.js';
import { matchesPattern } from '../../../../core/definitions/sign-offs/matches-pattern.js';

describe('patterns of sign-offs.json', () => {
  it.each([
    ['models/**', 'models/a.json', true],
    ['models/**', 'models/a/b.json', true],
    ['models/**', 'model.json', false],
    ['models/*', 'models/a.json', true],
    ['models/*', 'models/a/b.json', false],
    ['models/*.test.json', 'models/a.test.json', true],
    ['models/*.test.json', 'models/a.json', false],
    ['**', 'anything/at/all', true],
    ['*.json', 'slas.json', true],
    ['*.json', 'models/a.json', false],
    ['slas.json', 'slas.json', true],
    ['slas.json', 'slasXjson', false],
    ['**a**b**c', 'xxaxxbxxc', true],
  ])('%s and %s: %s', (glob, path, fits) => expect(matchesGlob(glob, path)).toBe(fits));

  it('takes no longer for evil ones', () => {
    expect(matchesGlob('*a'.repeat(500), `${'a'.repeat(1000)}b`)).toBe(false);
  });

  it.each([
    ['lifecycle.json#/reasons', '/reasons/bad-timing/label', true],
    ['lifecycle.json#/reasons', '/reasons', true],
    ['lifecycle.json#/reasons', '', true],
    ['lifecycle.json#/reasons', '/moves/qualify', false],
    ['lifecycle.json#/reasons', '/reasonsX', false],
    ['lifecycle.json#/reasons/bad-timing', '/reasons/bad-timing', true],
    ['lifecycle.json#/reasons/bad-timing', '/reasons/no-budget', false],
    ['lifecycle.json#/reasons/0/label', '/reasons/no-budget/label', true],
    ['lifecycle.json#/reasons/0/label', '/reasons/no-budget/outcome', false],
    ['*#/reasons', '/reasons', true],
    ['slas.json', '', false],
  ])('%s and %s: %s', (pattern, place, fits) => {
    expect(matchesPattern(pattern, { path: 'lifecycle.json', place })).toBe(fits);
  });

  it.each([
    ['**', 'models/*.json', true],
    ['models/**', 'models/*.json', true],
    ['models/**', 'models/a.json#/rules', true],
    ['models/*', 'models/**', false],
    ['lifecycle.json', 'lifecycle.json#/reasons', true],
    ['lifecycle.json#/reasons', 'lifecycle.json', false],
    ['lifecycle.json#/reasons', 'lifecycle.json#/reasons/x', true],
    ['lifecycle.json#/rea', 'lifecycle.json#/reasons', false],
  ])('%s covers %s: %s', (outer, inner, covers) => expect(coversPattern(outer, inner)).toBe(covers));
});
