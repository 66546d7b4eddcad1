import { afterEach, describe, expect, it } from '@jest/globals';
import { describeSuggestion } from '../../../../../clients/cli/models/suggest/describe-suggestion.js';
import { pullBody } from '../../../../../clients/cli/models/suggest/pull-body.js';

const { stdout } = process;
const [isTTY, columns] = [stdout.isTTY, stdout.columns];

afterEach(() => {
  Object.assign(stdout, { isTTY, columns });
});

const quality = { auc: null, flagged: 0, precision: null, recall: null };
const kept = 'set after contact: of 40 leads for which it holds, 36 got there once sales had them';
const made = {
  model: 'hundred-point',
  path: 'models/hundred-point.json',
  content: '{}\n',
  examples: null,
  pullRequest: null,
  outcome: 'customer',
  ...{ used: 100, reached: 40, fitted: 70, heldOut: 30, tooYoung: 0, seed: 1 },
  rules: [{ rule: 'headcount', before: 20, after: 20, holds: 36, odds: null, kept }],
  threshold: null,
  before: quality,
  after: quality,
  calibration: [],
};

const auc = (value: number) => ({ ...quality, auc: { value, low: value - 0.1, high: value + 0.1 } });

describe('the text of a suggested pull request', () => {
  it('is the same from a narrow terminal as from none', () => {
    Object.assign(stdout, { isTTY: false, columns: undefined });
    const body = pullBody(made);
    expect(body.split('\n')).toContainEqual(expect.stringContaining(`kept: ${kept}`));
    Object.assign(stdout, { isTTY: true, columns: 80 });
    expect(pullBody(made)).toBe(body);
    expect(describeSuggestion(made)).not.toContain(`kept: ${kept}`);
  });

  it('says where the leads held out speak against it', () => {
    const against = 'On the leads held out it tells no better';
    expect(pullBody({ ...made, before: auc(0.8), after: auc(0.75) })).toContain(against);
    expect(pullBody({ ...made, before: auc(0.8), after: auc(0.8) })).toContain(against);
    expect(pullBody({ ...made, before: auc(0.75), after: auc(0.8) })).not.toContain(against);
    expect(pullBody(made)).not.toContain(against);
  });
});
