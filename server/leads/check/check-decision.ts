import { answerTarget } from '../../../core/definitions/answer-target.js';
import { findStage } from '../../../core/definitions/stage-order.js';
import { suggestWord } from '../../../core/definitions/suggest-word.js';
import type { Lifecycle } from '../../../core/definitions/tree.js';
import type { Principal } from '../../auth/principal.js';
import type { Handoff } from '../../entities/handoff.entity.js';
import type { DecideHandoffInput } from '../inputs.js';
import { type UserError, userError } from '../user-error.js';
import { mayDecide } from './may-decide.js';

/** Where an answer to a handoff sends the lead, or why it is no answer; machines are judged by the lifecycle. Vague reasons are none of the lifecycle's. */
export function checkDecision(
  lifecycle: Lifecycle,
  handoff: Handoff,
  principal: Principal,
  input: DecideHandoffInput,
): { to: string } | { problems: UserError[] } {
  const { stage } = handoff;
  const refused = (...problem: Parameters<typeof userError>) => ({ problems: [userError(...problem)] });
  const decidedBy = findStage(lifecycle, stage)?.handoff?.decidedBy;
  if (decidedBy && principal.kind === 'person' && !mayDecide(principal, decidedBy)) {
    return refused('FORBIDDEN', ['handoffId'], `Handoffs in '${stage}' are decided by ${decidedBy}.`);
  }
  if (input.accept) {
    const to = answerTarget(lifecycle, stage, null);
    if (to !== null && !input.reason) return { to };
    if (to !== null) return refused('INVALID', ['reason'], 'An accepted handoff takes no reason.', 'Leave it out.');
    return refused('MOVE_NOT_ALLOWED', ['accept'], `'${stage}' is no handoff any more: move the lead instead.`);
  }
  const usable = (lifecycle.reasons ?? []).filter((one) => one.from.includes(stage) && !one.systemOnly);
  const keys = usable.map((one) => one.key);
  const hint = `From '${stage}' these reasons can be given: ${keys.join(', ') || 'none'}.`;
  if (!input.reason) return refused('REQUIRED', ['reason'], 'A rejected handoff needs a reason.', hint);
  if (!keys.includes(input.reason)) {
    const near = suggestWord(input.reason, keys);
    const message = `'${input.reason}' is no reason to reject a lead in '${stage}'.${near ? ` Did you mean '${near}'?` : ''}`;
    return refused('INVALID', ['reason'], message, hint);
  }
  const to = answerTarget(lifecycle, stage, input.reason);
  if (to !== null) return { to };
  return refused('MOVE_NOT_ALLOWED', ['reason'], `No move leads where '${input.reason}' would send the lead.`, hint);
}
