import { describe, expect, it } from '@jest/globals';
import type { ChangeLevel } from '../../../../core/definitions/diff/definition-change.js';
import { type Evidence, weighEvidence } from '../../../../core/definitions/impact/weigh-evidence.js';
import { fc } from '../../../helpers/fast-check.js';

const LEVELS: readonly ChangeLevel[] = ['SAFE', 'DANGEROUS', 'BREAKING'];
const rank = (level: ChangeLevel) => LEVELS.indexOf(level);
const change = (level: ChangeLevel, path = 'models/a.json', place = '/name') => ({ level, path, place });
const found = (more: Partial<Evidence> = {}): Evidence => {
  const quiet = { leads: 1_000, changed: 0, unchanged: 1_000, errors: 0, mismatchShare: 0, days: 90, thresholds: [] };
  return { ...quiet, ...more };
};
const touched = (changed: number, unchanged: number) => found({ leads: changed + unchanged, changed, unchanged });
const crossed = (base: number, head: number) =>
  found({ changed: base - head, unchanged: 1_000, thresholds: [{ key: 'mql', base, head }] });
const levelOf = (change_: ReturnType<typeof change>, ...evidence: Evidence[]) =>
  weighEvidence([change_], evidence).level;

describe('evidence', () => {
  const cases: [
    name: string,
    evidence: Evidence[],
    safe: ChangeLevel,
    dangerous: ChangeLevel,
    breaking: ChangeLevel,
  ][] = [
    ['none', [], 'SAFE', 'DANGEROUS', 'BREAKING'],
    ['nobody in it', [found({ leads: 0, unchanged: 0 })], 'SAFE', 'DANGEROUS', 'BREAKING'],
    ['nobody touched', [found()], 'SAFE', 'DANGEROUS', 'DANGEROUS'],
    ['nobody touched of 99', [found({ leads: 99, unchanged: 99 })], 'SAFE', 'DANGEROUS', 'BREAKING'],
    ['nobody touched in 27 days', [found({ days: 27.9 })], 'SAFE', 'DANGEROUS', 'BREAKING'],
    ['nobody touched, with an error', [found({ errors: 1 })], 'SAFE', 'DANGEROUS', 'BREAKING'],
    ['nobody touched, unproven', [found({ mismatchShare: null })], 'SAFE', 'DANGEROUS', 'BREAKING'],
    ['nobody touched, not faithful', [found({ mismatchShare: 0.011 })], 'SAFE', 'DANGEROUS', 'BREAKING'],
    ['one touched', [touched(1, 9_999)], 'DANGEROUS', 'DANGEROUS', 'BREAKING'],
    ['one touched, not faithful', [{ ...touched(1, 99), mismatchShare: 0.5 }], 'SAFE', 'DANGEROUS', 'BREAKING'],
    ['half touched', [touched(20, 20)], 'DANGEROUS', 'DANGEROUS', 'BREAKING'],
    ['most touched', [touched(20, 19)], 'BREAKING', 'BREAKING', 'BREAKING'],
    ['most of a few touched', [touched(19, 0)], 'DANGEROUS', 'DANGEROUS', 'BREAKING'],
    ['a threshold in use that is gone', [crossed(20, 1)], 'BREAKING', 'BREAKING', 'BREAKING'],
    ['a threshold in use that a tenth still crosses', [crossed(20, 2)], 'DANGEROUS', 'DANGEROUS', 'BREAKING'],
    ['a threshold hardly in use', [crossed(19, 0)], 'DANGEROUS', 'DANGEROUS', 'BREAKING'],
    ['two reports, one of them touched', [found(), touched(1, 999)], 'DANGEROUS', 'DANGEROUS', 'BREAKING'],
    [
      'two reports, one touched and not faithful',
      [found(), { ...touched(1, 99), mismatchShare: 0.5 }],
      'SAFE',
      'DANGEROUS',
      'BREAKING',
    ],
    ['two reports, one of nobody', [found(), found({ leads: 0, unchanged: 0 })], 'SAFE', 'DANGEROUS', 'DANGEROUS'],
  ];

  it.each(cases)('of %s weighs every class by the rules written', (_, evidence, safe, dangerous, breaking) => {
    expect(levelOf(change('SAFE'), ...evidence)).toBe(safe);
    expect(levelOf(change('DANGEROUS'), ...evidence)).toBe(dangerous);
    expect(levelOf(change('BREAKING', 'models/a.json', ''), ...evidence)).toBe(breaking);
  });

  it('lowers only the loss of a model, which a replay shows whole', () => {
    expect(levelOf(change('BREAKING', 'lifecycle.json', '/models'), found())).toBe('DANGEROUS');
    for (const [path, place] of [
      ['sign-offs.json', '/rules/models'],
      ['lifecycle.json', '/moves/lead-to-mql'],
      ['lifecycle.json', '/reasons/bad-timing'],
      ['lifecycle.json', '/modelsome'],
      ['slas.json', '/policies/first-response'],
      ['models/a.test.json', ''],
    ] as const) {
      expect(levelOf(change('BREAKING', path, place), found())).toBe('BREAKING');
    }
    const both = [change('BREAKING', 'models/a.json', ''), change('BREAKING', 'sign-offs.json', '')];
    expect(weighEvidence(both, [found()])).toMatchObject({ level: 'BREAKING', because: null });
  });

  it('says why the class is another one', () => {
    expect(weighEvidence([change('SAFE')], [touched(3, 97)])).toEqual({
      rule: 'SAFE',
      level: 'DANGEROUS',
      because: '3 of 100 leads would have crossed or moved otherwise',
    });
    expect(weighEvidence([change('DANGEROUS')], [crossed(40, 0)]).because).toBe('40 leads crossed mql, and none would');
    // who crosses it then need not be among those who crossed it now
    expect(weighEvidence([change('DANGEROUS')], [crossed(40, 3)]).because).toBe('40 leads crossed mql, and 3 would');
    expect(weighEvidence([change('BREAKING', 'models/a.json', '')], [found()]).because).toBe(
      'of 1000 leads in 90 days none would have crossed or moved otherwise',
    );
  });

  it('lowers by one step at most, never to SAFE, never without data, and more reports never below what one asks for', () => {
    const count = fc.nat({ max: 300 });
    const one = fc.record({
      leads: count,
      changed: fc.oneof(fc.constant(0), count),
      unchanged: count,
      errors: fc.constantFrom(0, 0, 1),
      mismatchShare: fc.constantFrom(null, 0, 0.01, 0.02),
      days: fc.constantFrom(1, 28, 90),
      thresholds: fc.array(fc.record({ key: fc.constant('mql'), base: count, head: count }), { maxLength: 2 }),
    });
    const changes = fc.array(
      fc.record({
        level: fc.constantFrom(...LEVELS),
        path: fc.constantFrom('models/a.json', 'lifecycle.json', 'slas.json'),
        place: fc.constantFrom('', '/models', '/stages/mql'),
      }),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(changes, fc.array(one, { maxLength: 3 }), (drawn, evidence) => {
        const { rule, level, because } = weighEvidence(drawn, evidence);
        expect(weighEvidence(drawn, []).level).toBe(rule);
        expect(rank(level)).toBeGreaterThanOrEqual(rank(rule) - 1);
        if (rule !== 'SAFE') expect(level).not.toBe('SAFE');
        expect(because === null).toBe(level === rule);
        for (const alone of evidence.filter(({ changed }) => changed > 0)) {
          const asked = weighEvidence(drawn, [alone]).level;
          expect(rank(level)).toBeGreaterThanOrEqual(rank(asked));
        }
        if (evidence.every((each) => each.changed + each.unchanged < 100)) {
          expect(rank(level)).toBeGreaterThanOrEqual(rank(rule));
        }
      }),
    );
  });
});
