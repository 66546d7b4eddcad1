import { describe, expect, it } from '@jest/globals';
import { diffTrees } from '../../../../core/definitions/diff/diff-trees.js';
import { nextVersions } from '../../../../core/definitions/merge/next-versions.js';
import { raiseVersions } from '../../../../core/definitions/merge/raise-versions.js';
import { edit, type Loose, set, starter } from '../tree-files.js';

const MODEL = 'models/hundred-point.json';
const main = set(starter, MODEL, { '/version': '2.3.4' });

describe('versions of a merge', () => {
  const classes: [string, string, (model: Loose) => unknown][] = [
    ['a threshold', '3.0.0', (model) => (model.thresholds[0].when.atLeast = 61)],
    ['a threshold more', '3.0.0', (model) => model.thresholds.push({ ...model.thresholds[0], key: 'x' })],
    ['appliesTo', '3.0.0', (model) => (model.appliesTo = { attribute: 'email', exists: true })],
    ['a score', '3.0.0', (model) => (model.scores.fit.max = 51)],
    ['the score shown', '3.0.0', (model) => (model.primary = 'fit')],
    ['a rule more', '2.4.0', (model) => model.rules.push({ ...model.rules[0], key: 'x' })],
    ['a rule fewer', '2.4.0', (model) => model.rules.pop()],
    ['points', '2.4.0', (model) => (model.rules[0].points = 19)],
    ['what a rule asks', '2.4.0', (model) => (model.rules[0].when.between = [1, 2])],
    ['words', '2.3.5', (model) => (model.name = 'x')],
    ['words of a threshold', '2.3.5', (model) => (model.thresholds[0].rationale = 'x')],
    ['words of a score', '2.3.5', (model) => (model.scores.fit.label = 'Fit')],
    ['words of a rule', '2.3.5', (model) => (model.rules[0].label = 'x')],
    ['the review', '2.3.5', (model) => (model.reviewedOn = '2026-11-01')],
    ['order of rules', '2.3.5', (model) => model.rules.reverse()],
    ['words and points', '2.4.0', (model) => Object.assign(model, { name: 'x' }).rules.pop()],
  ];
  it.each(classes)('rise with %s to %s', (_, to, change) => {
    const merged = edit(set(main, MODEL, { '/version': '9.9.9' }), MODEL, change);
    expect(nextVersions(main, merged)).toEqual([{ path: MODEL, from: '2.3.4', to }]);
    const raised = raiseVersions(main, merged);
    expect(JSON.parse(raised[MODEL] ?? '').version).toBe(to);
    expect(diffTrees(merged, raised)).toEqual([]);
  });

  it('stay where only the proposal raised them', () => {
    const merged = set(main, MODEL, { '/version': '9.9.9' });
    expect(nextVersions(main, merged)).toEqual([]);
    expect(raiseVersions(main, merged)).toEqual(main);
  });

  it('begin with their own, and go on under another name', () => {
    const path = 'models/copy.json';
    const copy = edit({ ...main, [path]: main[MODEL] ?? '' }, path, (model) =>
      Object.assign(model, { key: 'copy', name: 'Copy' }),
    );
    expect(nextVersions(main, copy)).toEqual([{ path, from: null, to: '2.3.4' }]);
    expect(nextVersions(main, set(copy, path, { '/version': 'new' }))).toEqual([{ path, from: null, to: '1.0.0' }]);
    const { [MODEL]: text = '', ...rest } = main;
    const renamed = { ...rest, [path]: text.replace('"key": "hundred-point"', '"key": "copy"') };
    expect(nextVersions(main, renamed)).toEqual([{ path, from: '2.3.4', to: '3.0.0' }]);
  });
});
