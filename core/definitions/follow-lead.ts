import type { Instant } from '../scoring/facts.js';
import type { CompiledTree } from './compile-tree.js';
import { endOfPass } from './end-of-pass.js';
import { enterStage, movingLead, segmentAt } from './follow-lead-move.js';
import { recordMove, requestMove, TRANSITION_CAUSES } from './follow-lead-requests.js';
import { causeOf, crossAt } from './follow-lead-thresholds.js';
import { addFacts, dueAt, type LeadWalk, openWalk } from './follow-lead-walk.js';
import type { Arrival, FactsArrival, FollowedLead, LeadMemory } from './followed-lead.js';
import { judgeMove } from './judge-move.js';
import type { MoveProblem } from './move-verdict.js';
import { findStage } from './stage-order.js';

/**
 * Takes a lead through arrivals in the order they were accepted and says, step by step, what came of them: crossings
 * of time at their own instants first, then each record applied and the whole timeline evaluated as then known. The
 * live path, imports and replays all use it. Throws where a lead that does not exist yet does not enter first.
 */
export function followLead(tree: CompiledTree, memory: LeadMemory, arrivals: readonly Arrival[]): FollowedLead {
  const walk = openWalk(tree, memory);
  const refused = new Map<number, MoveProblem[]>();
  arrivals.forEach((arrival, index) => {
    const at = Math.max(arrival.at, walk.evaluatedAt ?? arrival.at);
    passTime(walk, at, arrival, index);
    switch (arrival.kind) {
      case 'facts':
        return takeFacts(walk, arrival, at, index);
      case 'recorded-move':
        return recordMove(walk, arrival, at, index);
      case 'look': {
        const { cause = 'TIME' } = arrival;
        const silent = isSilent(walk, arrival);
        return crossAt(walk, { at, cause, facts: [], arrival: index, historical: false, silent });
      }
      case 'move': {
        const problems = requestMove(walk, arrival, at, index);
        if (problems.length > 0) refused.set(index, problems);
      }
    }
  });
  const last = arrivals.at(-1);
  if (!walk.found && last) {
    const at = Math.max(last.at, walk.evaluatedAt ?? last.at);
    crossAt(walk, { at, cause: 'TIME', facts: [], arrival: arrivals.length - 1, historical: last.historical });
  }
  if (walk.stage === null) throw new Error(`The lead ${walk.id} does not exist and nothing makes it enter a stage.`);
  const evaluatedAt = walk.evaluatedAt ?? arrivals.at(-1)?.at ?? 0;
  return {
    effects: walk.effects,
    refused,
    stage: walk.stage,
    stageSince: walk.stageSince,
    pass: walk.pass,
    thresholds: walk.thresholds,
    evaluatedAt,
    dueAt: dueAt(walk),
    model: walk.found?.first.compiled ?? null,
    evaluation: walk.found?.first.evaluation ?? null,
    segment: segmentAt(walk, evaluatedAt),
    timeline: walk.timeline,
  };
}

/** What time alone brings about up to and with `end`, each change at its own instant. */
function passTime(walk: LeadWalk, end: Instant, arrival: Arrival, index: number): void {
  const silent = isSilent(walk, arrival);
  for (let due = dueAt(walk); due !== null && due <= end; ) {
    const at = Math.max(due, walk.evaluatedAt ?? due);
    crossAt(walk, { at, cause: 'TIME', facts: [], arrival: index, historical: arrival.historical, silent });
    const next = dueAt(walk);
    due = next === null ? null : Math.max(next, at + 1);
  }
}

function isSilent(walk: LeadWalk, arrival: Arrival): boolean {
  if (arrival.kind !== 'look' || !arrival.unlessFinal) return false;
  const category = findStage(walk.tree.tree.lifecycle, walk.stage ?? '')?.category;
  return category === 'won' || category === 'lost';
}

function takeFacts(walk: LeadWalk, arrival: FactsArrival, at: Instant, index: number): void {
  const { facts, enter, historical } = arrival;
  const { lifecycle } = walk.tree.tree;
  addFacts(walk, facts);
  const plain = { arrival: index, reason: null, note: null, crossing: null, outstanding: [], historical };
  if (walk.stage === null && enter) {
    const { to, occurredAt, by, reason = null, note = null } = enter;
    const cause = historical ? 'IMPORT' : TRANSITION_CAUSES[by];
    const ends = endOfPass(lifecycle, '', to, reason, occurredAt);
    enterStage(walk, { ...plain, to, occurredAt, cause, reason, note, move: null, judged: !historical }, at, ends);
  }
  if (arrival.identify && walk.stage === lifecycle.initial) {
    const to = lifecycle.identified;
    const verdict = judgeMove(lifecycle, movingLead(walk, at), { to, by: 'system' }, walk.tree.context);
    if (verdict.outcome === 'MOVED') {
      const move = verdict.move?.key ?? null;
      const made = { ...plain, to, occurredAt: at, cause: 'SYSTEM' as const, move, judged: true };
      enterStage(walk, made, at, verdict.endsPass);
    }
  }
  crossAt(walk, { at, cause: causeOf(facts), facts, arrival: index, historical });
}
