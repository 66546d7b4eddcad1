import { describe, expect, it } from '@jest/globals';
import { findMisread } from '../../../../core/definitions/impact/find-misread.js';

const PATH = 'models/one.json';
const model = (rule: object) => ({
  language: 1,
  key: 'one',
  version: '1.0.0',
  name: 'One',
  owner: 'revops',
  scores: { total: {} },
  rules: [{ key: 'viewed', score: 'total', points: 10, when: { activity: 'page.viewed' }, ...rule }],
  thresholds: [],
});
const text = (value: unknown) => ({ [PATH]: JSON.stringify(value) });
const sound = text(model({}));

describe('what a backtest would misread', () => {
  it.each([
    ['a text for points', model({ points: 'x' }), `${PATH}/rules/0/points: This must be a number, not "x".`],
    ['no points', model({ points: null }), `${PATH}/rules/0/points: This must be a number, not null.`],
    ['a list for a model', [], `${PATH}: This must be an object, not [].`],
    ['no rules', { ...model({}), rules: undefined }, `${PATH}: `],
    ['a language that is not known', { ...model({}), language: 2 }, `${PATH}/language: This must be 1, not 2.`],
  ])('is %s', (_, value, says) => {
    expect(findMisread(sound, text(value))).toContain(says);
  });

  it('is a lifecycle that is taken away', () => {
    expect(findMisread({ 'lifecycle.json': '{}' }, {})).toContain('lifecycle.json: This file is needed');
  });

  it('is neither a superfluous property, nor what was so before, nor an example', () => {
    const odd = text(model({ points: 'x' }));
    expect(findMisread(sound, text(model({ colour: 'red' })))).toBeNull();
    expect(findMisread(odd, odd)).toBeNull();
    expect(findMisread(sound, { ...sound, 'models/one.test.json': '[]' })).toBeNull();
  });
});
