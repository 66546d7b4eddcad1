import { describe, expect, it } from '@jest/globals';
import { printCanonical } from '../../../../core/definitions/canonical.js';
import { checkTree } from '../../../../core/definitions/check.js';
import { mergeTrees } from '../../../../core/definitions/merge/merge-trees.js';
import type { Files } from '../../../../core/definitions/tree.js';
import type { Json } from '../../../../core/scoring/facts.js';
import { edit, type Loose, set, starter } from '../tree-files.js';

const MODEL = 'models/hundred-point.json';
const canonical = (files: Files): Files =>
  Object.fromEntries(
    Object.entries(files).map(([path, text]) =>
      path.endsWith('.json') && !path.startsWith('schemas/')
        ? [path, printCanonical(JSON.parse(text) as Json)]
        : [path, text],
    ),
  );
const base = canonical(starter);

describe('a merge', () => {
  it('of different rules of one model holds both, with version and all else', () => {
    const ours = edit(base, MODEL, (model) => {
      model.rules[0].points = 21;
      model.rules.push({ key: 'ours', score: 'fit', points: 1, when: { activity: 'demo.booked' } });
      model.version = '1.1.0';
    });
    const theirs = edit(base, MODEL, (model) => {
      model.rules[1].points = 16;
      model.rules.splice(2, 1);
      model.rules.push({ key: 'theirs', score: 'fit', points: 2, when: { activity: 'demo.attended' } });
      model.version = '1.9.0';
    });
    const { files, conflicts } = mergeTrees(base, ours, theirs);
    expect(conflicts).toEqual([]);
    const model = JSON.parse(files[MODEL] ?? '');
    expect(model.rules.map(({ key, points }: Loose) => `${key} ${points}`)).toEqual([
      ...['headcount 21', 'industry 16', 'demo-booked 35', 'pricing-twice-a-week 25', 'three-product-pages-a-week 15'],
      ...[expect.stringMatching(/^wrong-domain/), 'ours 1', 'theirs 2'],
    ]);
    expect(model.version).toBe('1.1.0');
    expect(Object.keys(model)).toEqual(Object.keys(JSON.parse(base[MODEL] ?? '')));
    expect(files[MODEL]).toBe(printCanonical(model));
  });

  it('of one threshold tells field by field', () => {
    const ours = set(base, MODEL, { '/thresholds/0/when/atLeast': 65, '/thresholds/0/label': 'MQL' });
    const theirs = set(base, MODEL, { '/thresholds/0/when/atLeast': 75, '/thresholds/0/rationale': 'why' });
    const { files, conflicts } = mergeTrees(base, ours, theirs);
    expect(conflicts).toEqual([
      {
        ...{ path: MODEL, pointer: '/thresholds/0/when/atLeast', base: 60, ours: 65, theirs: 75 },
        summary:
          'Threshold mql: was total at least 60; main has total at least 65, the proposal has total at least 75.',
      },
    ]);
    expect(JSON.parse(files[MODEL] ?? '').thresholds[0]).toMatchObject({
      label: 'MQL',
      rationale: 'why',
      when: { atLeast: 65 },
    });
  });

  const rule = (key: string, points: number) => ({ key, score: 'fit', points, when: { activity: 'demo.booked' } });
  const conflicting: [string, string, (ours: Loose) => unknown, (theirs: Loose) => unknown, object][] = [
    [
      'a rule taken away and changed',
      MODEL,
      (model) => model.rules.splice(0, 1),
      (model) => (model.rules[0].points = 7),
      { pointer: '/rules/0', ours: null, theirs: { key: 'headcount', points: 7 } },
    ],
    [
      'one key added twice',
      MODEL,
      (model) => model.rules.push(rule('x', 1)),
      (model) => model.rules.unshift(rule('x', 2)),
      { pointer: '/rules/0', base: null, ours: { points: 1 }, theirs: { points: 2 } },
    ],
    [
      'two forms of fading',
      MODEL,
      (model) => (model.rules[3].decay = { linear: 'P30D' }),
      (model) => (model.rules[3].decay = { halfLife: 'P30D' }),
      { pointer: '/rules/3/decay', base: null, ours: { linear: 'P30D' } },
    ],
    [
      'two forms of a condition',
      MODEL,
      (model) => (model.rules[3].when = { attribute: 'title', exists: true }),
      (model) => (model.rules[3].when = { activity: 'demo.attended' }),
      { pointer: '/rules/3/when', base: { activity: 'demo.booked' } },
    ],
    [
      'two models put in the place of one',
      'lifecycle.json',
      (life) => (life.models = ['icp-gate']),
      (life) => (life.models = ['fit-gate']),
      { pointer: '/models', ours: ['icp-gate'], theirs: ['fit-gate'] },
    ],
    [
      'two orders of stages',
      'lifecycle.json',
      (life) => life.stages.unshift(life.stages.pop()),
      (life) => life.stages.reverse(),
      { pointer: '/stages' },
    ],
    [
      'a between',
      MODEL,
      (model) => (model.rules[0].when.between = [50, 400]),
      (model) => (model.rules[0].when.between = [60, 500]),
      { pointer: '/rules/0/when/between', ours: [50, 400] },
    ],
  ];
  it.each(conflicting)('tells of %s, whichever side is which', (_, path, ours, theirs, conflict) => {
    const [one, other] = [edit(base, path, ours), edit(base, path, theirs)];
    const { files, conflicts } = mergeTrees(base, one, other);
    expect(conflicts).toMatchObject([{ path, ...conflict }]);
    expect(conflicts[0]?.summary).toMatch(/main .*the proposal|added on both sides/);
    expect(mergeTrees(base, other, one).conflicts).toHaveLength(1);
    expect(JSON.parse(files[path] ?? '')).toBeTruthy();
  });

  const peaceful: [
    string,
    string,
    (ours: Loose) => unknown,
    (theirs: Loose) => unknown,
    (merged: Loose) => unknown,
    unknown,
  ][] = [
    [
      'two values of a set',
      MODEL,
      (model) => model.rules[1].when.in.push('retail'),
      (model) => (model.rules[1].when.in = ['tech', 'media']),
      (model) => model.rules[1].when.in,
      ['tech', 'media', 'retail'],
    ],
    [
      'conditions of a list',
      'activities.json',
      (file) => file.ignore.push({ attribute: 'email', endsWith: '@a.example' }),
      (file) => file.ignore.unshift({ attribute: 'email', endsWith: '@b.example' }),
      (file) => file.ignore.map(({ endsWith }: Loose) => endsWith),
      ['@b.example', '@our-company.example', '@a.example'],
    ],
    [
      'lists one side has not had',
      'slas.json',
      (file) => (file.policies[0].pausesOn = [{ activity: 'meeting.scheduled' }]),
      (file) => (file.policies[0].pausesOn = [{ enter: 'sal' }]),
      (file) => file.policies[0].pausesOn.length,
      2,
    ],
    [
      'one change made twice',
      MODEL,
      (model) => (model.rules[0].points = 7),
      (model) => (model.rules[0].points = 7),
      (model) => model.rules[0].points,
      7,
    ],
    [
      'an entry taken away and another changed, in lists put in order',
      'lifecycle.json',
      (life) => life.reasons.reverse(),
      (life) => life.reasons.splice(0, 1),
      (life) => life.reasons.at(-1).key,
      'low-intent',
    ],
  ];
  it.each(peaceful)('joins %s', (_, path, ours, theirs, read, expected) => {
    const [one, other] = [edit(base, path, ours), edit(base, path, theirs)];
    for (const { files, conflicts } of [mergeTrees(base, one, other), mergeTrees(base, other, one)]) {
      expect(conflicts).toEqual([]);
      expect(read(JSON.parse(files[path] ?? ''))).toEqual(expected);
    }
  });

  it('takes texts, and JSON that cannot be read, by whole file', () => {
    const README = 'README.md';
    const [one, other] = [
      { ...base, [README]: 'one' },
      { ...base, [README]: 'other' },
    ];
    expect(mergeTrees(base, one, base).files[README]).toBe('one');
    expect(mergeTrees(base, base, one).files[README]).toBe('one');
    expect(mergeTrees(base, one, other).conflicts).toMatchObject([
      { path: README, pointer: '', ours: 'one', theirs: 'other' },
    ]);
    const { [README]: _, ...without } = base;
    expect(mergeTrees(base, without, other).conflicts).toMatchObject([{ ours: null, theirs: 'other' }]);
    expect(mergeTrees(base, without, base).files[README]).toBeUndefined();
    expect(mergeTrees(without, one, other).conflicts).toMatchObject([
      { base: null, summary: expect.stringMatching(/both added/) },
    ]);
    const broken = { ...base, [MODEL]: '{' };
    expect(mergeTrees(base, set(base, MODEL, { '/name': 'x' }), broken).conflicts).toMatchObject([
      { path: MODEL, theirs: '{' },
    ]);
    expect(mergeTrees(base, base, broken).files[MODEL]).toBe('{');
  });

  it('comes out canonical', () => {
    const crammed = { ...base, [MODEL]: JSON.stringify(JSON.parse(base[MODEL] ?? '')) };
    expect(mergeTrees(base, base, crammed).files).toEqual(base);
    expect(mergeTrees(crammed, crammed, crammed).files).toEqual(base);
  });

  it('of a rule taken away and one that needs it is stopped by the check', () => {
    const ours = edit(base, MODEL, (model) => model.rules.splice(3, 1));
    const theirs = edit(
      base,
      MODEL,
      (model) => (model.thresholds[0].when = { all: [model.thresholds[0].when, { rule: 'demo-booked' }] }),
    );
    const { files, conflicts } = mergeTrees(base, ours, theirs);
    expect(conflicts).toEqual([]);
    expect(checkTree(files).problems.filter(({ code }) => code === 'unknown-rule')).toHaveLength(1);
  });
});
