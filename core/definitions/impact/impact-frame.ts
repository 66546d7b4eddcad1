import type { CompiledTree } from '../compile-tree.js';
import { flagThresholds } from '../flag-thresholds.js';
import { stagesReaching } from '../stages-reaching.js';
import type { Lifecycle, StageDefinition } from '../tree.js';
import { isAlike } from './is-alike.js';
import { type Renames, renamesOf } from './renames-of.js';

/** What the two trees are asked about: the stage that hands over, the thresholds that lead there, the outcomes that judge them. */
export interface ImpactFrame {
  handoff: string | null;
  /** Thresholds that flag a lead, by side. */
  flags: { base: ReadonlySet<string>; head: ReadonlySet<string> };
  /** The first stage that hands over, by side; null: none does. */
  handoffs: { base: string | null; head: string | null };
  /** What the head calls otherwise by `renamed`: the same thing under another key is no change. */
  renames: Renames;
  /** Stages by which definitions are judged: the open one after the handoff is accepted, and the first won one. */
  outcomes: string[];
  /** For each outcome, in their order, the stages whose entry reaches it: a later open or won one does too. */
  reachedBy: string[][];
  initial: string;
  /** Where conditions hold at the same instants, leads go the same way under both trees. */
  isAlike: boolean;
}

/** Finds in the base what impact is measured by; a threshold flags when its target is the first handoff stage or a later open or won one. */
export function impactFrame(base: CompiledTree, head: CompiledTree): ImpactFrame {
  const { lifecycle } = base.tree;
  const handoff = handingOver(lifecycle);
  const outcomes = outcomesOf(lifecycle, handoff);
  return {
    handoff: handoff?.key ?? null,
    handoffs: { base: handoff?.key ?? null, head: handingOver(head.tree.lifecycle)?.key ?? null },
    renames: renamesOf(head),
    flags: { base: flagThresholds(base), head: flagThresholds(head) },
    outcomes,
    reachedBy: outcomes.map((outcome) => stagesReaching(lifecycle, outcome)),
    initial: lifecycle.initial,
    isAlike: isAlike(base, head),
  };
}

function handingOver({ stages }: Lifecycle): StageDefinition | undefined {
  return stages.find((stage) => stage.handoff);
}

function outcomesOf({ stages }: Lifecycle, handoff: StageDefinition | undefined): string[] {
  const accepted = stages.findIndex((stage) => stage.key === handoff?.handoff?.acceptTo);
  const after = stages.find((stage, index) => index > accepted && stage.category === 'open');
  const won = stages.find((stage) => stage.category === 'won');
  const found = [accepted < 0 ? undefined : after, won].filter((stage) => stage !== undefined);
  return [...new Set(found.map((stage) => stage.key))];
}
