import type { ScoringModel } from '../../scoring/model.js';
import type { Finding } from '../finding.js';
import type { CheckedTree } from './check.js';

/** Errors: sums that contain themselves, limits written backwards, a model whose shown score is not clear. */
export function findScoreFaults({ tree }: CheckedTree): Finding[] {
  return Object.entries(tree.models).flatMap(([key, model]) => {
    const path = `models/${key}.json`;
    const found: Finding[] = [];
    const fault = (pointer: string, code: string, message: string, hint: string): void => {
      found.push({ level: 'error', code, path, pointer, message, hint });
    };
    const names = Object.keys(model.scores);
    for (const name of names) {
      const way = cycleFrom(model, name);
      if (way) {
        const message = `The score '${name}' adds up itself: ${way.join(' → ')}.`;
        fault(`/scores/${name}/sum`, 'score-cycle', message, 'Take it out of the sum.');
      }
      const { min, max } = model.scores[name] ?? {};
      if (min !== undefined && max !== undefined && min > max) {
        const message = `The least of '${name}', ${min}, is above its most, ${max}.`;
        fault(`/scores/${name}/min`, 'reversed-range', message, 'Swap the two.');
      }
    }
    if (model.primary === undefined && names.length > 1 && !names.includes('total')) {
      const message = `None of ${names.join(', ')} is called 'total', and \`primary\` names none.`;
      fault('', 'no-primary', message, 'Name the score that is shown in `primary`.');
    }
    return found;
  });
}

function cycleFrom(model: ScoringModel, start: string): string[] | null {
  const seen = new Set<string>();
  const ways: string[][] = [[start]];
  for (let way = ways.pop(); way; way = ways.pop()) {
    for (const part of model.scores[way[way.length - 1] ?? '']?.sum ?? []) {
      if (part === start) return [...way, part];
      if (!seen.has(part)) ways.push([...way, part]);
      seen.add(part);
    }
  }
  return null;
}
