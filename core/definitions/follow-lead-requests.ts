import type { Instant } from '../scoring/facts.js';
import { endOfPass } from './end-of-pass.js';
import { enterStage, movingLead } from './follow-lead-move.js';
import { applyRecord, crossAt } from './follow-lead-thresholds.js';
import { type LeadWalk, scorerOf } from './follow-lead-walk.js';
import type { MoveArrival, RecordedMoveArrival, TransitionCause } from './followed-lead.js';
import { judgeMove } from './judge-move.js';
import type { MoveProblem } from './move-verdict.js';
import type { Mover } from './tree.js';

/** Who asked for a move, as its transition says. */
export const TRANSITION_CAUSES: { readonly [mover in Mover]: TransitionCause } = {
  score: 'SCORE',
  person: 'PERSON',
  integration: 'INTEGRATION',
  agent: 'AGENT',
  system: 'SYSTEM',
};

/** Applies what came with the request, judges the move and makes it; refused, all is as before and the problems are answered. */
export function requestMove(walk: LeadWalk, arrival: MoveArrival, at: Instant, index: number): MoveProblem[] {
  if (arrival.answers && arrival.answers !== walk.stage) return [closed(arrival.answers)];
  const before = { ...walk, effects: [...walk.effects] };
  const facts = [...walk.scorer.facts()];
  const { to, by, occurredAt, historical, reason = null, note = null } = arrival;
  for (const record of arrival.records) applyRecord(walk, record, { at, arrival: index, historical });
  const { lifecycle } = walk.tree.tree;
  const verdict = judgeMove(lifecycle, movingLead(walk, at), { to, by, reason, note }, walk.tree.context);
  if (verdict.outcome === 'REFUSED') {
    if (arrival.records.length > 0) {
      Object.assign(walk, before, { scorer: scorerOf(walk.tree, { facts, at }) });
      crossAt(walk, { at, cause: 'TIME', facts: [], arrival: index, historical });
    }
    return verdict.problems;
  }
  if (verdict.outcome === 'MOVED') {
    const { move, outstanding, endsPass } = verdict;
    const cause = TRANSITION_CAUSES[by];
    const made = { arrival: index, to, occurredAt, cause, move: move?.key ?? null, reason, note, historical };
    enterStage(walk, { ...made, crossing: null, judged: true, outstanding }, at, endsPass);
  }
  return [];
}

function closed(stage: string): MoveProblem {
  return {
    code: 'HANDOFF_CLOSED',
    field: ['handoffId'],
    message: `This handoff has been decided: the lead is no longer in '${stage}'.`,
    hint: 'Read the handoff again: it says who decided it, and how.',
  };
}

/** Writes a move as told, whatever the lifecycle says; to the stage the lead is in it is no move. */
export function recordMove(walk: LeadWalk, arrival: RecordedMoveArrival, at: Instant, index: number): void {
  const { to, cause, occurredAt, historical, reason = null, note = null } = arrival;
  if (walk.stage !== to) {
    const ends = endOfPass(walk.tree.tree.lifecycle, walk.stage ?? '', to, reason, occurredAt);
    const made = { arrival: index, to, occurredAt, cause, move: null, reason, note, historical };
    enterStage(walk, { ...made, crossing: null, judged: false, outstanding: [] }, at, ends);
  }
  for (const facts of arrival.records) applyRecord(walk, facts, { at, arrival: index, historical });
}
