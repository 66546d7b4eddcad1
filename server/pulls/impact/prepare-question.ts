import type { CompiledTree } from '../../../core/definitions/compile-tree.js';
import { type ImpactFrame, impactFrame } from '../../../core/definitions/impact/impact-frame.js';
import { prepareTree } from '../../releases/prepare-tree.js';
import type { BacktestQuestion } from './backtest-question.js';

/** A question with its trees compiled. */
export interface PreparedQuestion extends BacktestQuestion {
  trees: { base: CompiledTree; head: CompiledTree };
  frame: ImpactFrame;
}

/** Compiles both trees of a question; throws where one cannot be read. */
export function prepareQuestion(question: BacktestQuestion): PreparedQuestion {
  const trees = { base: prepareTree(question.base).compiled, head: prepareTree(question.head).compiled };
  return { ...question, trees, frame: impactFrame(trees.base, trees.head) };
}
