import type { CompiledModel } from '../../scoring/compiled-model.js';
import { compareBytes } from '../../scoring/facts.js';
import { type ColumnReplay, openColumnReplay } from '../../scoring/replay/open-column-replay.js';
import type { CompiledTree } from '../compile-tree.js';
import { judgeMove } from '../judge-move.js';
import type { MovingLead } from '../move-verdict.js';
import { onlyModel } from '../only-model.js';

/** A threshold, its bits in the truth of a turn, and the move it asks for. */
export interface PlainThreshold {
  key: string;
  when: number;
  release: number;
  cooldown: number;
  moveTo: string | null;
  reason: string | null;
}

/** What decides about plain leads under a tree. */
export interface PlainRules {
  tree: CompiledTree;
  replay: ColumnReplay;
  /** In the order in which crossings of one instant are announced. */
  thresholds: readonly PlainThreshold[];
  /** Where a score takes a lead from a stage: null nowhere, undefined where that hangs on more of the lead. */
  moveOf(stage: string, threshold: PlainThreshold): string | null | undefined;
}

/** Makes a tree ready; null where its models need more of a lead than plain ones have. */
export function openPlainRules(tree: CompiledTree): PlainRules | null {
  const compiled = onlyModel(tree);
  const replay = compiled && openColumnReplay(compiled);
  if (!compiled || !replay) return null;
  const verdicts = new Map<string, string | null | undefined>();
  return {
    tree,
    replay,
    thresholds: inOrder(compiled),
    moveOf(stage, threshold) {
      const name = `${stage}\n${threshold.key}`;
      if (!verdicts.has(name)) verdicts.set(name, findMove(tree, stage, threshold));
      return verdicts.get(name);
    },
  };
}

function inOrder({ thresholds }: CompiledModel): PlainThreshold[] {
  return thresholds
    .map(({ definition, cooldown, order }, index) => ({ definition, cooldown, order, index }))
    .sort((a, b) =>
      a.order === b.order ? compareBytes(a.definition.key, b.definition.key) : a.order < b.order ? -1 : 1,
    )
    .map(({ definition: { key, moveTo, suggest, reason }, cooldown, index }) => ({
      ...{ key, cooldown, when: 2 * 4 ** index, release: 4 * 4 ** index },
      moveTo: suggest === undefined ? (moveTo ?? null) : null,
      reason: reason ?? null,
    }));
}

/** Thrown where a judgement asks what the lead is like. */
class AsksTheLead extends Error {}

function findMove({ tree, context }: CompiledTree, stage: string, { moveTo, reason }: PlainThreshold) {
  if (moveTo === null) return null;
  try {
    const verdict = judgeMove(tree.lifecycle, anyLead(stage), { to: moveTo, by: 'score', reason }, context);
    if (verdict.outcome !== 'MOVED') return null;
    return verdict.endsPass ? undefined : moveTo;
  } catch (error) {
    if (error instanceof AsksTheLead) return undefined;
    throw error;
  }
}

function anyLead(stage: string): MovingLead {
  const refuse = (): never => {
    throw new AsksTheLead();
  };
  return {
    stage,
    get owner(): string | null {
      return refuse();
    },
    has: refuse,
    get timeline(): MovingLead['timeline'] {
      return refuse();
    },
    at: 0,
  };
}
