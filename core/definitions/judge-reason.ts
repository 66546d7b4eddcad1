import type { MoveProblem, MoveRequest } from './move-verdict.js';
import { findStage } from './stage-order.js';
import { suggestWord } from './suggest-word.js';
import type { Lifecycle } from './tree.js';

/** What is wrong with the reason of a move, if one was given: unknown, not for this stage or outcome, lacking its note. */
export function judgeReason(lifecycle: Lifecycle, from: string, request: MoveRequest): MoveProblem[] {
  const key = request.reason;
  if (!key) return [];
  const reasons = lifecycle.reasons ?? [];
  const reason = reasons.find((one) => one.key === key);
  const usable = reasons.filter((one) => one.from.includes(from) && (!one.systemOnly || request.by === 'system'));
  const hint = usable.length
    ? `From '${from}' these reasons can be given: ${usable.map((one) => one.key).join(', ')}.`
    : `No reason is defined for leads in '${from}'.`;
  if (!reason) {
    const near = suggestWord(
      key,
      usable.map((one) => one.key),
    );
    const meant = near ? ` Did you mean '${near}'?` : '';
    return [{ code: 'INVALID', field: ['reason'], message: `There is no reason '${key}'.${meant}`, hint }];
  }
  const problems: MoveProblem[] = [];
  const invalid = (message: string) => problems.push({ code: 'INVALID', field: ['reason'], message, hint });
  if (reason.systemOnly && request.by !== 'system') invalid(`The reason '${key}' is given by the platform only.`);
  if (!reason.from.includes(from)) invalid(`The reason '${key}' cannot be given for a lead in '${from}'.`);
  const category = findStage(lifecycle, request.to)?.category;
  if (reason.outcome === 'disqualify' && category === 'nurture') {
    invalid(`The reason '${key}' disqualifies; it cannot send a lead to '${request.to}'.`);
  }
  if (reason.outcome === 'recycle' && category === 'lost') {
    invalid(`The reason '${key}' recycles; it cannot send a lead to '${request.to}'.`);
  }
  if (reason.noteRequired && !request.note?.trim()) {
    problems.push({
      code: 'REQUIRED',
      field: ['note'],
      message: `The reason '${key}' needs a note.`,
      hint: 'Say in a sentence what was learnt from the lead.',
    });
  }
  return problems;
}
