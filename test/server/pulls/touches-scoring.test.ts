import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import type { Files } from '../../../core/definitions/tree.js';
import { touchesScoring } from '../../../server/pulls/impact/touches-scoring.js';
import { describeChange } from '../../../server/pulls/merging.js';

const ROOT = 'scoring-models';
const before: Files = Object.fromEntries(
  readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.json'))
    .map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]),
);
const change = (path: string, from: string, to: string) => {
  const text = before[path] as string;
  expect(text).toContain(from);
  return touchesScoring(describeChange('main', before, { ...before, [path]: text.replace(from, to) }));
};

it('is told of whatever may change who crosses: what is ignored, and the zone in which days are counted, too', () => {
  expect(change('models/hundred-point.json', '"points": 35', '"points": 36')).toBe(true);
  expect(change('lifecycle.json', '"P14D"', '"P15D"')).toBe(true);
  expect(change('activities.json', '@our-company.example', '@us.example')).toBe(true);
  expect(change('slas.json', '"timeZone": "Europe/Berlin"', '"timeZone": "America/New_York"')).toBe(true);
});

it('is not told of promises, words and examples', () => {
  expect(change('slas.json', '"label": "', '"label": "Our ')).toBe(false);
  expect(change('benchmarks.json', '"label": "', '"label": "Our ')).toBe(false);
  expect(change('models/hundred-point.test.json', '"key": "', '"key": "an-')).toBe(false);
});
