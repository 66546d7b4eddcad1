import { expect, it } from '@jest/globals';
import { rememberTrees } from '../../../server/pulls/impact/remember-trees.js';
import { readDefinitionsFolder } from '../../../server/releases/read-definitions-folder.js';

it('compiles a tree once while it is one of the last four, by what is in its files', async () => {
  const files = await readDefinitionsFolder('scoring-models');
  const other = (n: number) => ({ ...files, 'sign-offs.json': `${files['sign-offs.json']}${' '.repeat(n)}` });
  const compile = rememberTrees();
  const first = compile(files);
  expect(compile({ ...files })).toBe(first);
  const second = compile(other(1));
  expect(second).not.toBe(first);
  for (const n of [2, 3]) compile(other(n));
  expect(compile(files)).toBe(first);
  expect(compile(other(1))).toBe(second);
  for (const n of [4, 5, 6, 7]) compile(other(n));
  expect(compile(files)).not.toBe(first);
});
