import { evaluateFirst } from '../../scoring/evaluate-first.js';
import { openTurns, type Turn } from '../../scoring/replay/open-turns.js';
import type { CompiledTree } from '../compile-tree.js';
import type { Expected } from '../foresight.js';
import type { ReplayedSide } from './lead-comparison.js';
import type { SideQuestion, SideReplay } from './replay-side.js';

/**
 * What `replaySide` gives for a tree that `isAlike` the one of `other`, where it is known ahead that its conditions hold at
 * the same instants: then only the scores differ. Null where that is not known, or not so.
 */
export function replayAlike(
  tree: CompiledTree,
  other: SideReplay,
  question: SideQuestion & { expected: Expected | null },
): ReplayedSide | null {
  const { followed, side } = other;
  const { window, judgedAt, expected } = question;
  const [compiled] = tree.models;
  const finder = compiled && openTurns(compiled);
  if (!followed.foreseen || !expected || !finder || expected.lag > finder.longestLag) return null;
  const { lead, turns } = followed.foreseen;
  if (!isSame(turns, finder.find(lead, expected.until))) return null;
  const end = window.to - 1;
  const value = evaluateFirst(tree.models, followed.timeline, end).evaluation?.value ?? null;
  const judged = judgedAt === end ? value : evaluateFirst(tree.models, followed.timeline, judgedAt).evaluation?.value;
  return { ...side, value, judgedBy: judged ?? null };
}

function isSame(turns: readonly Turn[], others: readonly Turn[]): boolean {
  if (turns.length !== others.length) return false;
  return turns.every(({ at, taken, truth }, i) => {
    const other = others[i] as Turn;
    return other.at === at && other.taken === taken && other.truth === truth;
  });
}
