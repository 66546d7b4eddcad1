import type { Finding } from '../finding.js';
import type { CheckedTree } from './check.js';
import { unknownWord } from './unknown-word.js';

/** Errors: activity types that activities.json does not list, in conditions, rules, clocks and example leads. */
export function findUnknownActivities({ tree, matches, words, sound }: CheckedTree): Finding[] {
  if (!sound.has('activities.json')) return [];
  const found: Finding[] = [];
  for (const { path, pointer, match } of matches) {
    const types = match.activity;
    if (typeof types === 'string')
      found.push(...unknownWord('activity', types, words.activities, path, `${pointer}/activity`));
    else {
      types.forEach((type, index) => {
        found.push(...unknownWord('activity', type, words.activities, path, `${pointer}/activity/${index}`));
      });
    }
  }
  for (const [key, test] of Object.entries(tree.tests)) {
    test.leads.forEach((lead, index) => {
      lead.facts?.forEach((fact, at) => {
        const type = fact['activity'];
        if (typeof type !== 'string') return;
        const pointer = `/leads/${index}/facts/${at}/activity`;
        found.push(...unknownWord('activity', type, words.activities, `models/${key}.test.json`, pointer));
      });
    });
  }
  return found;
}
