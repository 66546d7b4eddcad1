import { describe, expect, it } from '@jest/globals';
import { comments } from '../../bin/check/comments.js';
import { graphql } from '../../bin/check/graphql.js';
import { lockfile } from '../../bin/check/lockfile.js';
import { size } from '../../bin/check/size.js';
import { tracked } from '../../bin/check/tracked.js';
import { plant } from './plant.js';

describe('size', () => {
  it('passes 250 lines and refuses 251', async () => {
    const { problems } = await plant(
      {
        'core/a.ts': '\n'.repeat(250),
        'core/b.ts': '\n'.repeat(251),
        'core/c.ts': '',
        'core/d.ts': '',
        'core/e.ts': '',
      },
      (folder) => size(folder),
    );
    expect(problems).toEqual(['core/b.ts has 251 lines, more than 250']);
  });
});

describe('comments', () => {
  const problemsOf = async (text: string) =>
    (await plant({ 'core/planted.ts': text }, (folder) => comments(folder))).problems;

  it('asks for a doc comment on every export, once for overloads, before decorators, after wide letters', async () => {
    const documented = `// é\n/** Says. */\nexport function f(a: 1): 1;\nexport function f(a: 2): 2;\nexport function f(a: 1 | 2) { return a; }\n/** Is. */\n@Entity()\nexport class A {}\n`;
    expect(await problemsOf(documented)).toEqual([]);
    expect(await problemsOf('/** Another. */\nconst x = 1;\nexport const f = x;\n')).toEqual([
      'core/planted.ts:3 f has no doc comment',
    ]);
  });

  it('finds what is unfinished or switched off', async () => {
    const marked = ['TO', 'DO: later'].join('');
    expect(await problemsOf(`// ${marked}\n// @ts-${'ignore'}\n`)).toHaveLength(2);
  });
});

describe('tracked files', () => {
  it('hold no secret, no path of one machine, no registry', async () => {
    const told = new Map([
      ['a.md', `see /ho${'me'}/someone/accord`],
      ['b.ts', `const token = 'acc_${'0'.repeat(12)}_${'s'.repeat(32)}';`],
      ['c.json', `"resolved": "https://registry.npm${'js'}.org/x"`],
      ['d.ts', "const path = '/metrics/home';"],
    ]);
    const { problems } = await tracked(told);
    expect(problems.map((line) => line.split(' ')[0])).toEqual(['a.md:1', 'b.ts:1', 'c.json:1']);
  });
});

describe('the printed schema', () => {
  it('is described and named as GraphQL names things', async () => {
    const { problems } = await graphql('"""The root."""\ntype Query {\n  "Fine."\n  fine: Int\n  Bad_Name: Int\n}\n');
    expect(problems).toEqual([
      expect.stringContaining('schema.graphql:5 Field "Bad_Name" should be in camelCase'),
      expect.stringContaining('schema.graphql:5 Description is required for field "Bad_Name"'),
    ]);
  });
});

describe('the lockfile', () => {
  it('holds the optional packages of every platform, wherever they are nested, and names no registry', () => {
    const packages = {
      '': { optionalDependencies: { here: '1.0.0' } },
      'node_modules/here': { version: '1.0.0' },
      'node_modules/tool': { optionalDependencies: { 'tool-linux': '1.0.0', 'tool-win32': '1.0.0', here: '1.0.0' } },
      'node_modules/tool/node_modules/tool-linux': { version: '1.0.0', resolved: `https${'://'}somewhere/x.tgz` },
    };
    expect(lockfile([JSON.stringify({ packages })]).problems).toEqual([
      'node_modules/tool may want tool-win32, which is not locked: npm ci will refuse',
      'node_modules/tool/node_modules/tool-linux names a registry',
    ]);
  });
});
