import type { Finding } from '../finding.js';
import type { CheckedTree } from './check.js';
import { unknownWord } from './unknown-word.js';

/** Errors: models that lifecycle.json or example leads name and the tree has no file of; a challenger of none that runs. */
export function findUnknownModels({ tree, files }: CheckedTree): Finding[] {
  const present = new Set(Object.keys(files).flatMap((path) => /^models\/([a-z0-9-]+)\.json$/.exec(path)?.[1] ?? []));
  const running = new Set(tree.lifecycle.models);
  const found: Finding[] = [];
  tree.lifecycle.models.forEach((key, index) => {
    found.push(...unknownWord('model', key, present, 'lifecycle.json', `/models/${index}`));
  });
  tree.lifecycle.challengers?.forEach((challenger, index) => {
    const pointer = `/challengers/${index}`;
    found.push(...unknownWord('model', challenger.model, present, 'lifecycle.json', `${pointer}/model`));
    found.push(...unknownWord('running model', challenger.against, running, 'lifecycle.json', `${pointer}/against`));
  });
  for (const key of Object.keys(tree.tests)) {
    if (!present.has(key)) found.push(...unknownWord('model', key, present, `models/${key}.test.json`, '/model'));
  }
  return found.map((one) => (one.code === 'unknown-running model' ? { ...one, code: 'unknown-model' } : one));
}
