import type { CompiledTree } from '../compile-tree.js';
import { findStage } from '../stage-order.js';
import type { Lifecycle, StageDefinition } from '../tree.js';

/** What the two trees are asked about: the stage that hands over, the thresholds that lead there, the outcomes that judge them. */
export interface ImpactFrame {
  handoff: string | null;
  /** Thresholds that flag a lead, by side. */
  flags: { base: ReadonlySet<string>; head: ReadonlySet<string> };
  /** Stages by which definitions are judged: the open one after the handoff is accepted, and the first won one. */
  outcomes: string[];
  initial: string;
}

/** Finds in the base what impact is measured by; a threshold flags when its target is the first handoff stage or a later open or won one. */
export function impactFrame(base: CompiledTree, head: CompiledTree): ImpactFrame {
  const { lifecycle } = base.tree;
  const handoff = lifecycle.stages.find((stage) => stage.handoff);
  return {
    handoff: handoff?.key ?? null,
    flags: { base: flagsOf(base), head: flagsOf(head) },
    outcomes: outcomesOf(lifecycle, handoff),
    initial: lifecycle.initial,
  };
}

function flagsOf({ tree, models }: CompiledTree): Set<string> {
  const { stages } = tree.lifecycle;
  const first = stages.findIndex((stage) => stage.handoff);
  const thresholds = models.flatMap(({ model }) => model.thresholds);
  const leadsOn = thresholds.filter(({ moveTo, suggest }) => {
    const stage = findStage(tree.lifecycle, moveTo ?? suggest ?? '');
    const onward = stage?.category === 'open' || stage?.category === 'won';
    return first >= 0 && stage !== undefined && onward && stages.indexOf(stage) >= first;
  });
  return new Set(leadsOn.map(({ key }) => key));
}

function outcomesOf({ stages }: Lifecycle, handoff: StageDefinition | undefined): string[] {
  const accepted = stages.findIndex((stage) => stage.key === handoff?.handoff?.acceptTo);
  const after = stages.find((stage, index) => index > accepted && stage.category === 'open');
  const won = stages.find((stage) => stage.category === 'won');
  const found = [accepted < 0 ? undefined : after, won].filter((stage) => stage !== undefined);
  return [...new Set(found.map((stage) => stage.key))];
}
