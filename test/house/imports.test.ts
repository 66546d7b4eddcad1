import { describe, expect, it } from '@jest/globals';
import { imports } from '../../bin/check/imports.js';
import { plant } from './plant.js';

const TREE = {
  'package.json': '{"type": "module"}',
  'core/scoring/evaluate.ts': 'export const evaluate = 1;\n',
  'core/definitions/check.ts': 'export const check = 1;\n',
  'server/entities/lead.entity.ts': 'export class Lead {}\n',
  'server/db/connect.ts': 'export interface Db { a: 1 }\n',
  'server/events/record.ts': 'export const record = 1;\n',
  'server/leads/score.ts': 'export const score = 1;\n',
  'server/config.ts': 'export const config = 1;\n',
  'server/main.ts': "import { schema } from '../schema/index.js';\nexport const main = schema;\n",
  'schema/index.ts': "export { score as schema } from '../server/leads/score.js';\n",
  'clients/cli/main.ts': "export { evaluate } from '../../core/scoring/evaluate.js';\n",
};

async function problemsWith(path: string, text: string): Promise<string[]> {
  const { problems } = await plant({ ...TREE, [path]: text }, (folder) => imports(folder));
  return problems;
}

describe('the import rule', () => {
  it('passes a tree whose imports go down', async () => {
    expect(await problemsWith('server/leads/score.ts', "export { record } from '../events/record.js';\n")).toEqual([]);
  });

  it.each([
    ['scoring-imports-nothing-of-ours', 'core/scoring/evaluate.ts', '../definitions/check.js', 'check'],
    ['core-imports-core', 'core/definitions/check.ts', '../../server/config.js', 'config'],
    ['core-has-no-io', 'core/definitions/check.ts', 'node:fs', 'readFile'],
    ['server-events-imports-down', 'server/events/record.ts', '../leads/score.js', 'score'],
    ['what-all-import-imports-no-area', 'server/config.ts', './leads/score.js', 'score'],
    ['entities-import-entities', 'server/entities/lead.entity.ts', '../db/connect.js', 'Db'],
    ['only-main-knows-the-schema', 'server/leads/score.ts', '../../schema/index.js', 'schema'],
    ['nobody-imports-main', 'schema/index.ts', '../server/main.js', 'main'],
    ['clients-talk-graphql-only', 'clients/cli/main.ts', '../../server/leads/score.js', 'score'],
    ['every-area-has-a-place', 'server/misc/thing.ts', '../config.js', 'config'],
    ['resolvable', 'server/leads/score.ts', './gone.js', 'gone'],
  ])('%s: finds it planted', async (rule, path, specifier, name) => {
    const problems = await problemsWith(path, `export { ${name} } from '${specifier}';\n`);
    expect(problems).toContainEqual(expect.stringContaining(`(${rule})`));
  });

  it('finds an import of a type only', async () => {
    const text = "import type { score } from '../leads/score.js';\nexport type Score = typeof score;\n";
    expect(await problemsWith('server/db/connect.ts', text)).toContainEqual(
      expect.stringContaining('(server-db-imports-down)'),
    );
  });

  it('finds a circle, except among entities', async () => {
    const circle = { a: "export { b } from './b.js';\n", b: "export { a } from './a.js';\n" };
    const planted = (folder: string) => ({ ...TREE, [`${folder}/a.ts`]: circle.a, [`${folder}/b.ts`]: circle.b });
    const among = await plant(planted('server/entities'), (folder) => imports(folder));
    const elsewhere = await plant(planted('server/leads'), (folder) => imports(folder));
    expect(among.problems).toEqual([]);
    expect(elsewhere.problems).toContainEqual(expect.stringContaining('(no-cycles)'));
  });
});
