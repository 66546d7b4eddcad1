import { suggestWord } from '../../core/definitions/suggest-word.js';
import type { Lifecycle } from '../../core/definitions/tree.js';
import { CallerError } from '../errors.js';

/** A stage asked for, the next one asked for, and the stages whose entry counts as reaching that. */
export interface AskedStep {
  stage: string;
  next: string | null;
  reaching: string[];
}

const MAX_STAGES = 50;

/**
 * The steps of a funnel over the stages asked for, by default all open and won ones in order: the next stage, or a later
 * open or won one, reaches it. Throws BAD_USER_INPUT on an unknown, repeated or missing stage.
 */
export function chooseSteps(lifecycle: Lifecycle, asked: string[] | null | undefined): AskedStep[] {
  const onward = lifecycle.stages.filter((stage) => stage.category === 'open' || stage.category === 'won');
  const order = new Map(lifecycle.stages.map((stage, index) => [stage.key, index]));
  const stages = asked ?? onward.map((stage) => stage.key);
  if (stages.length === 0 || stages.length > MAX_STAGES) {
    throw new CallerError('BAD_USER_INPUT', `A funnel has 1 to ${MAX_STAGES} stages, not ${stages.length}.`);
  }
  for (const [index, stage] of stages.entries()) {
    if (!order.has(stage)) throw new CallerError('BAD_USER_INPUT', unknownStage(stage, [...order.keys()]));
    if (stages.indexOf(stage) < index) {
      throw new CallerError('BAD_USER_INPUT', `The stage '${stage}' is asked for twice.`);
    }
  }
  return stages.map((stage, index) => {
    const next = stages[index + 1] ?? null;
    if (next === null) return { stage, next, reaching: [] };
    const later = onward.filter((each) => (order.get(each.key) ?? 0) > (order.get(next) ?? 0));
    return { stage, next, reaching: [next, ...later.map((each) => each.key)] };
  });
}

function unknownStage(stage: string, known: string[]): string {
  const near = suggestWord(stage, known);
  return `There is no stage '${stage}': ${near ? `did you mean '${near}'?` : `the stages are ${known.join(', ')}.`}`;
}
