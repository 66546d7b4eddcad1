import type { Finding } from '../finding.js';
import { pointerStep } from '../pointer.js';
import type { CheckedTree } from './check.js';
import { unknownWord } from './unknown-word.js';

/** Errors: attribute paths that neither activities.json nor the platform has. */
export function findUnknownAttributes({ tree, conditions, words, sound }: CheckedTree): Finding[] {
  if (!sound.has('activities.json')) return [];
  const uses: [string, string, string][] = [];
  for (const { path, pointer, condition } of conditions) {
    if ('attribute' in condition) uses.push([condition.attribute, path, `${pointer}/attribute`]);
  }
  tree.activities.required?.forEach((name, index) => uses.push([name, 'activities.json', `/required/${index}`]));
  tree.lifecycle.moves.forEach((move, index) => {
    move.requires?.attributes?.forEach((name, at) => {
      uses.push([name, 'lifecycle.json', `/moves/${index}/requires/attributes/${at}`]);
    });
  });
  for (const [key, test] of Object.entries(tree.tests)) {
    const path = `models/${key}.test.json`;
    test.leads.forEach((lead, index) => {
      for (const name of Object.keys(lead.attributes ?? {})) {
        uses.push([name, path, `/leads/${index}/attributes${pointerStep(name)}`]);
      }
      lead.facts?.forEach((fact, at) => {
        if (typeof fact['attribute'] === 'string')
          uses.push([fact['attribute'], path, `/leads/${index}/facts/${at}/attribute`]);
      });
    });
  }
  return uses.flatMap(([name, path, pointer]) => unknownWord('attribute', name, words.attributes, path, pointer));
}
