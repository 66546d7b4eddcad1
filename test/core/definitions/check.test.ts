import { describe, expect, it } from '@jest/globals';
import { checkTree } from '../../../core/definitions/check.js';
import { readTree } from '../../../core/definitions/read-tree.js';
import { readTrustedTree } from '../../../core/definitions/read-trusted-tree.js';
import type { Files } from '../../../core/definitions/tree.js';
import { newProblems, set, starter } from './tree-files.js';

const MODEL = 'models/hundred-point.json';
const without = (path: string): Files => Object.fromEntries(Object.entries(starter).filter(([name]) => name !== path));

const FOREIGN = [
  ...['../x.json', '/etc/passwd', '.git/config', '.gitattributes', 'models/A.json', 'models/x.JSON', 'models/a/b.json'],
  ...[
    'lifecycle.JSON',
    'Models/a.json',
    'templates/x.html',
    'notes.txt',
    'models/.json',
    'readme.md',
    'schemas/x.json',
  ],
  ...['models/a.b.json', 'mappings/../x.json', 'models\\a.json', 'models/a.json\n', 'models/__proto__.json', ''],
];

describe('checkTree', () => {
  it('says where, to the column', () => {
    const changed = set(starter, MODEL, { '/rules/1/when/attribute': 'account.industri' });
    const [problem] = newProblems(starter, changed, 'unknown-attribute');
    const lines = (changed[MODEL] as string).split('\n');
    expect(lines[(problem?.line ?? 0) - 1]?.slice((problem?.column ?? 0) - 1)).toMatch(/^"account.industri"/);
  });

  it.each(FOREIGN)('has no place for %j', (path) => {
    const { problems, tree } = checkTree({ ...starter, [path]: '{}' });
    expect(problems.filter((one) => one.code === 'forbidden-path').map((one) => one.path)).toEqual([path]);
    expect(tree).toBeUndefined();
  });

  it.each(['lifecycle.json', 'activities.json'])('asks for %s', (path) => {
    const codes = checkTree(without(path))
      .problems.filter((one) => one.level === 'error')
      .map((one) => `${one.code} ${one.path}`);
    expect(codes).toContain(`missing-file ${path}`);
  });

  it.each(['benchmarks.json', 'reviews.json', 'notifications.json', 'routing.json', 'sign-offs.json', 'README.md'])(
    'does without %s',
    (path) => {
      expect(checkTree(without(path)).tree).toBeDefined();
    },
  );

  it('answers an empty tree, and files of nothing', () => {
    expect(checkTree({}).problems.map((one) => one.code)).toEqual(['missing-file', 'missing-file', 'missing-file']);
    for (const text of ['', 'null', '[]', '0', '""', '{}']) {
      const emptied = Object.fromEntries(Object.keys(starter).map((path) => [path, text]));
      expect(checkTree(emptied).tree).toBeUndefined();
    }
  });

  it('takes a model whose key every object of JavaScript has', () => {
    const model = JSON.stringify({ ...JSON.parse(starter[MODEL] as string), key: 'constructor' });
    const { problems } = checkTree({ ...starter, 'models/constructor.json': model });
    expect(problems.filter((one) => one.level === 'error')).toEqual([]);
  });

  it('takes a file of a tree in force as it is, whatever the schemas say today', () => {
    const older = set(starter, 'lifecycle.json', { '/stages/0/owner': 'founders' });
    expect(readTree(older).tree.lifecycle.stages).toEqual([]);
    expect(readTrustedTree(older).tree.lifecycle.stages).toHaveLength(9);
  });

  it('tells only the grammar of a file that is no JSON, and still checks the others', () => {
    const mistaken = set(starter, MODEL, { '/thresholds/0/when/score': 'totl' });
    const { problems, tree } = checkTree({ ...mistaken, 'routing.json': '{' });
    expect(tree).toBeUndefined();
    expect(problems.filter((one) => one.path === 'routing.json').map((one) => one.code)).toEqual(['syntax']);
    expect(problems.map((one) => one.code)).toContain('unknown-score');
  });

  it('notices another form, which is no error', () => {
    const { tree, problems } = checkTree({ ...starter, [MODEL]: JSON.stringify(JSON.parse(starter[MODEL] as string)) });
    expect(tree).toBeDefined();
    expect(problems.filter((one) => one.code === 'not-canonical').map((one) => one.path)).toEqual([MODEL]);
  });
});
