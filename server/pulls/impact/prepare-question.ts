import type { CompiledTree } from '../../../core/definitions/compile-tree.js';
import { type ImpactFrame, impactFrame } from '../../../core/definitions/impact/impact-frame.js';
import type { Files } from '../../../core/definitions/tree.js';
import { prepareTree } from '../../releases/prepare-tree.js';
import type { BacktestQuestion } from './backtest-question.js';

/** A question with its trees compiled. */
export interface PreparedQuestion extends BacktestQuestion {
  trees: { base: CompiledTree; head: CompiledTree };
  frame: ImpactFrame;
}

/** Compiles both trees of a question; throws where one cannot be read. */
export function prepareQuestion(
  question: BacktestQuestion,
  compile: (files: Files) => CompiledTree = (files) => prepareTree(files).compiled,
): PreparedQuestion {
  const trees = { base: compile(question.base), head: compile(question.head) };
  return { ...question, trees, frame: impactFrame(trees.base, trees.head) };
}
