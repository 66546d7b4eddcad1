import { toMicro } from './micro.js';
import type { ScoringModel } from './model.js';
import type { Micro } from './results.js';

/** A score made ready: the rules that feed it, or the scores it sums. */
export interface CompiledScore {
  key: string;
  sum: number[] | null;
  min: Micro;
  max: Micro;
}

/** Scores in the model's order, and an order in which each comes after those it sums; throws RangeError on a cycle. */
export function compileScores(model: ScoringModel): { scores: CompiledScore[]; order: number[] } {
  const keys = Object.keys(model.scores);
  const scores = keys.map((key): CompiledScore => {
    const definition = model.scores[key] ?? {};
    const min = definition.min === undefined ? -Infinity : toMicro(definition.min);
    const max = definition.max === undefined ? Infinity : toMicro(definition.max);
    if (min > max) throw new RangeError(`The score '${key}' has a min above its max.`);
    const sum = definition.sum?.map((member) => {
      const index = keys.indexOf(member);
      if (index < 0) throw new RangeError(`The score '${key}' sums '${member}', which is not in this model.`);
      return index;
    });
    return { key, sum: sum ?? null, min, max };
  });
  return { scores, order: sumOrder(scores) };
}

/** The key of the score that is shown; throws RangeError where the model leaves it open. */
export function primaryScore(model: ScoringModel): string {
  const keys = Object.keys(model.scores);
  const primary = model.primary ?? (keys.includes('total') ? 'total' : keys.length === 1 ? keys[0] : undefined);
  if (primary === undefined)
    throw new RangeError(`The model '${model.key}' has several scores: name the 'primary' one.`);
  if (!keys.includes(primary)) throw new RangeError(`The primary score '${primary}' is not in this model.`);
  return primary;
}

function sumOrder(scores: CompiledScore[]): number[] {
  const order: number[] = [];
  const state = new Array<'open' | 'done' | undefined>(scores.length);
  const visit = (index: number): void => {
    const score = scores[index] as CompiledScore;
    if (state[index] === 'done') return;
    if (state[index] === 'open') throw new RangeError(`The score '${score.key}' is part of its own sum.`);
    state[index] = 'open';
    for (const member of score.sum ?? []) visit(member);
    state[index] = 'done';
    order.push(index);
  };
  for (const index of scores.keys()) visit(index);
  return order;
}
