import type { Json } from '../../scoring/facts.js';
import type { MatchSite } from '../condition-sites.js';
import type { Finding } from '../finding.js';
import { pointerStep } from '../pointer.js';
import type { CheckedTree } from './check.js';
import { unknownWord } from './unknown-word.js';

/**
 * Errors: properties that conditions read and the tracking plan gives none of the activity's types. In a model that
 * decides nothing yet, one that its own example leads send is a warning: whoever sends it may be on the way.
 */
export function findUnknownProperties(checked: CheckedTree): Finding[] {
  const { tree, matches, words, sound } = checked;
  if (!sound.has('activities.json')) return [];
  return matches.flatMap((site): Finding[] => {
    const types = [site.match.activity].flat();
    if (!types.some((type) => words.activities.has(type))) return [];
    const known = new Map(types.flatMap((type) => Object.entries(tree.activities.activities[type]?.properties ?? {})));
    return propertiesRead(site).flatMap(([property, pointer]): Finding[] => {
      const found = unknownWord('property', property, known, site.path, pointer);
      if (found.length === 0 || !sentByExamples(checked, site, types, property)) return found;
      const message = `The tracking plan gives '${types.join("', '")}' no property '${property}'; only example leads send it.`;
      const hint = 'Add it to activities.json before the model runs.';
      return [{ level: 'warning', code: 'unplanned-property', path: site.path, pointer, message, hint }];
    });
  });
}

function propertiesRead({ pointer, match }: MatchSite): [string, string][] {
  const read: [string, string][] = Object.keys(match.where ?? {}).map((name) => [
    name,
    `${pointer}/where${pointerStep(name)}`,
  ]);
  for (const form of ['distinct', 'sum', 'max', 'latest'] as const) {
    const name = (match as unknown as { [form: string]: Json })[form];
    if (typeof name !== 'string' || (form === 'distinct' && (name === '$day' || name === '$week'))) continue;
    read.push([name, `${pointer}/${form}`]);
  }
  return read;
}

function sentByExamples({ tree }: CheckedTree, site: MatchSite, types: string[], property: string): boolean {
  const { models, challengers } = tree.lifecycle;
  if (site.model === undefined || models.includes(site.model)) return false;
  if (challengers?.some((one) => one.model === site.model && one.share > 0)) return false;
  return (tree.tests[site.model]?.leads ?? []).some((lead) =>
    lead.facts?.some((fact) => {
      const properties = fact['properties'];
      const isObject = properties !== null && typeof properties === 'object' && !Array.isArray(properties);
      return types.includes(String(fact['activity'])) && isObject && Object.hasOwn(properties, property);
    }),
  );
}
