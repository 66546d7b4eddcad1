import type { Finding } from '../finding.js';
import type { CheckedTree } from './check.js';
import { unknownWord } from './unknown-word.js';

/** Errors: frameworks and criteria that lifecycle.json does not have; more criteria asked for than there are. */
export function findUnknownCriteria({ tree, conditions, words, sound }: CheckedTree): Finding[] {
  if (!sound.has('lifecycle.json')) return [];
  const found: Finding[] = [];
  const look = (
    path: string,
    frameworkAt: string,
    framework: string,
    criterionAt: string,
    criterion?: string,
  ): void => {
    found.push(...unknownWord('framework', framework, words.frameworks, path, frameworkAt));
    const known = words.frameworks.get(framework);
    if (known && criterion !== undefined) found.push(...unknownWord('criterion', criterion, known, path, criterionAt));
  };
  for (const { path, pointer, condition } of conditions) {
    if ('answer' in condition) {
      const [framework = '', criterion] = condition.answer.split('.');
      look(path, `${pointer}/answer`, framework, `${pointer}/answer`, criterion);
    }
    if (!('qualification' in condition)) continue;
    const { qualification, criteria, atLeast } = condition;
    look(path, `${pointer}/qualification`, qualification, '');
    const known = words.frameworks.get(qualification);
    if (!known) continue;
    criteria?.forEach((one, index) =>
      found.push(...unknownWord('criterion', one, known, path, `${pointer}/criteria/${index}`)),
    );
    const asked = criteria?.length ?? known.size;
    if (atLeast !== undefined && atLeast > asked) {
      const message = `At least ${atLeast} criteria of '${qualification}' are asked for, but only ${asked} are looked at.`;
      const hint = `Ask for at most ${asked}.`;
      found.push({ level: 'error', code: 'too-many-criteria', path, pointer: `${pointer}/atLeast`, message, hint });
    }
  }
  for (const [key, test] of Object.entries(tree.tests)) {
    test.leads.forEach((lead, index) => {
      lead.facts?.forEach((fact, at) => {
        if (typeof fact['qualification'] !== 'string') return;
        const pointer = `/leads/${index}/facts/${at}`;
        const criterion = String(fact['criterion']);
        look(
          `models/${key}.test.json`,
          `${pointer}/qualification`,
          fact['qualification'],
          `${pointer}/criterion`,
          criterion,
        );
      });
    });
  }
  for (const [from, to] of Object.entries(tree.lifecycle.renamed?.['frameworks'] ?? {})) {
    look('lifecycle.json', `/renamed/frameworks/${from}`, to, '');
  }
  return found;
}
