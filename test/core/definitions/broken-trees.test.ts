import { expect, it } from '@jest/globals';
import { printCanonical } from '../../../core/definitions/canonical.js';
import { checkTree } from '../../../core/definitions/check.js';
import { compileTree } from '../../../core/definitions/compile-tree.js';
import type { Json, JsonObject } from '../../../core/scoring/facts.js';
import { seed, seededRandom } from '../../helpers/seeded-random.js';
import { starter } from './tree-files.js';

const random = seededRandom();
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

function nodesOf(value: Json): (JsonObject | Json[])[] {
  if (value === null || typeof value !== 'object') return [];
  return [value, ...Object.values(value).flatMap(nodesOf)];
}

const paths = Object.keys(starter).filter((path) => path.endsWith('.json') && !path.startsWith('schemas/'));
const parts: Json[] = paths.flatMap((path) => nodesOf(JSON.parse(starter[path] as string)));
const junk: Json[] = [
  null,
  -1,
  1e308,
  '',
  'P1D',
  'total',
  [],
  {},
  true,
  { rule: 'headcount' },
  { all: [] },
  { sum: ['total'] },
];

/** The starter set with one member of one file taken away or replaced by something that stands elsewhere. */
function breakOne(): { path: string; text: string } {
  const path = pick(paths);
  const value = JSON.parse(starter[path] as string) as Json;
  const node = pick(nodesOf(value).filter((one) => Object.keys(one).length > 0)) as JsonObject;
  const key = pick(Object.keys(node));
  if (random() < 0.3) delete node[key];
  else node[key] = structuredClone(pick(random() < 0.5 ? junk : parts));
  return { path, text: printCanonical(value) };
}

it(`answers every broken tree with sentences, or with a tree that compiles (SEED=${seed})`, () => {
  for (let run = 0; run < 40; run++) {
    const { path, text } = breakOne();
    const { tree, problems } = checkTree({ ...starter, [path]: text }, { today: '2026-11-22' });
    for (const { line, message } of problems) {
      expect(line).toBeGreaterThan(0);
      expect(message).toMatch(/[.?]$/);
      expect(message).not.toMatch(/undefined|\[object|NaN/);
    }
    if (!tree) continue;
    const compiled = compileTree(tree);
    for (const key of Object.keys(tree.models)) expect(compiled.model(key)).toBeDefined();
  }
});
