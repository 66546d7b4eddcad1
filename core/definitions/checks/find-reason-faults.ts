import type { Finding } from '../finding.js';
import type { Lifecycle } from '../lifecycle.js';
import type { CheckedTree } from './check.js';

const VAGUE =
  /^(other|misc|miscellaneous|n\/?a|none|unknown|bad|bad lead|bad fit|poor fit|not a (good )?fit|no fit|not qualified|unqualified|not interested)\.?$/i;

/**
 * An error: side `other` without `noteRequired`. Warnings: labels that say nothing; no reasons at all; moves that need
 * a reason from a stage in which none can be given.
 */
export function findReasonFaults({ tree, sound }: CheckedTree): Finding[] {
  if (!sound.has('lifecycle.json')) return [];
  const path = 'lifecycle.json';
  const reasons = tree.lifecycle.reasons ?? [];
  if (reasons.length === 0) {
    const message = 'lifecycle.json has no reasons: nobody learns why leads are sent back.';
    const hint = 'Add `reasons` that sales and marketing agree on.';
    return [{ level: 'warning', code: 'no-reasons', path, pointer: '', message, hint }];
  }
  const findings = reasons.flatMap((reason, index): Finding[] => {
    const pointer = `/reasons/${index}`;
    if (reason.side === 'other' && !reason.noteRequired) {
      const message = `The reason '${reason.key}' is of side 'other' and needs no note.`;
      const hint = 'Add "noteRequired": true, or name the side.';
      return [{ level: 'error', code: 'other-without-note', path, pointer: `${pointer}/side`, message, hint }];
    }
    if (VAGUE.test(reason.label.trim()) || reason.key === 'other') {
      const message = `The reason '${reason.label}' tells marketing nothing it could change.`;
      const hint = 'Say what was wrong: the size, the budget, the timing.';
      return [{ level: 'warning', code: 'vague-reason', path, pointer: `${pointer}/label`, message, hint }];
    }
    return [];
  });
  return [...findings, ...movesWithoutReason(tree.lifecycle)];
}

function movesWithoutReason({ moves, stages, reasons = [] }: Lifecycle): Finding[] {
  return moves.flatMap(({ key, from, to, requires }, index): Finding[] => {
    if (!requires?.reason || requires.enforce === 'warn') return [];
    const excluded = stages.find((stage) => stage.key === to)?.category === 'nurture' ? 'disqualify' : 'recycle';
    const fitting = reasons.filter((reason) => reason.outcome !== excluded && !reason.systemOnly);
    const stuck = from.filter((stage) => !fitting.some((reason) => reason.from.includes(stage)));
    if (stuck.length === 0) return [];
    const message = `The move '${key}' needs a reason, and none can be given in ${stuck.map((one) => `'${one}'`).join(', ')}.`;
    const hint = 'Add the stage to `from` of a reason, or take it out of the move.';
    const pointer = `/moves/${index}/from`;
    return [{ level: 'warning', code: 'no-reason-for-move', path: 'lifecycle.json', pointer, message, hint }];
  });
}
