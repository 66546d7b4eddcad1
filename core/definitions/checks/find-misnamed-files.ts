import type { Finding } from '../finding.js';
import type { CheckedTree } from './check.js';

/** Errors: a model or example file whose `key` or `model` is not the one its name says. */
export function findMisnamedFiles({ tree }: CheckedTree): Finding[] {
  const found: Finding[] = [];
  const compare = (path: string, pointer: string, named: string, says: string): void => {
    if (named === says) return;
    const message = `The file is named for '${named}', but says '${says}'.`;
    const hint = 'Rename the file, or change the key back.';
    found.push({ level: 'error', code: 'misnamed-file', path, pointer, message, hint });
  };
  for (const [key, model] of Object.entries(tree.models)) compare(`models/${key}.json`, '/key', key, model.key);
  for (const [key, test] of Object.entries(tree.tests)) compare(`models/${key}.test.json`, '/model', key, test.model);
  return found;
}
