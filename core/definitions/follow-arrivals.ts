import type { Instant } from '../scoring/facts.js';
import { endOfPass } from './end-of-pass.js';
import { enterStage, movingLead, segmentAt } from './follow-lead-move.js';
import { recordMove, requestMove, TRANSITION_CAUSES } from './follow-lead-requests.js';
import { causeOf, crossAt } from './follow-lead-thresholds.js';
import { addFacts, dueAt, dueWithin, foundFirst, type LeadWalk, takeQuietly } from './follow-lead-walk.js';
import type { Arrival, FactsArrival, FollowedLead } from './followed-lead.js';
import { judgeMove } from './judge-move.js';
import type { MoveProblem } from './move-verdict.js';
import { findStage } from './stage-order.js';

/** Takes a walk through arrivals; null as soon as it needs facts that its snapshot left out. */
export function followArrivals(walk: LeadWalk, arrivals: readonly Arrival[]): FollowedLead | null {
  const refused = new Map<number, MoveProblem[]>();
  for (let index = 0; index < arrivals.length; index++) {
    const arrival = arrivals[index] as Arrival;
    if (!walk.whole && !isPlain(arrival)) return null;
    if (arrival.kind === 'facts' && takeQuietly(walk, arrival)) continue;
    const at = Math.max(arrival.at, walk.evaluatedAt ?? arrival.at);
    passTime(walk, at, arrival, index);
    walk.ending = index === arrivals.length - 1;
    const problems = takeArrival(walk, arrival, at, index);
    if (walk.lacking) return null;
    if (problems.length > 0) refused.set(index, problems);
  }
  const last = arrivals.at(-1);
  if (!walk.found && last) {
    const at = Math.max(last.at, walk.evaluatedAt ?? last.at);
    crossAt(walk, { at, cause: 'TIME', facts: [], arrival: arrivals.length - 1, historical: last.historical });
    if (walk.lacking) return null;
  }
  return outcomeOf(walk, refused, walk.evaluatedAt ?? last?.at ?? 0);
}

/** Facts of a lead that stays where it is, or nothing but time: a snapshot may be enough. */
function isPlain(arrival: Arrival): boolean {
  return arrival.kind === 'look' || (arrival.kind === 'facts' && !arrival.enter && !arrival.identify);
}

function takeArrival(walk: LeadWalk, arrival: Arrival, at: Instant, index: number): MoveProblem[] {
  switch (arrival.kind) {
    case 'facts':
      takeFacts(walk, arrival, at, index);
      return [];
    case 'recorded-move':
      recordMove(walk, arrival, at, index);
      return [];
    case 'look': {
      const { cause = 'TIME' } = arrival;
      const silent = isSilent(walk, arrival);
      crossAt(walk, { at, cause, facts: [], arrival: index, historical: false, silent });
      return [];
    }
    case 'move':
      return requestMove(walk, arrival, at, index);
  }
}

function outcomeOf(walk: LeadWalk, refused: Map<number, MoveProblem[]>, evaluatedAt: Instant): FollowedLead {
  if (walk.stage === null) throw new Error(`The lead ${walk.id} does not exist and nothing makes it enter a stage.`);
  const { effects, stage, stageSince, pass, thresholds, scorer, whole } = walk;
  const first = foundFirst(walk);
  return {
    ...{ effects, refused, stage, stageSince, pass, thresholds, evaluatedAt, whole },
    dueAt: walk.bare ? null : dueAt(walk),
    model: first?.compiled ?? null,
    evaluation: first?.evaluation ?? null,
    segment: () => segmentAt(walk, evaluatedAt),
    timeline: scorer.timeline(),
    foreseen: walk.foresight?.foreseen() ?? null,
    snapshot: () => scorer.snapshot(),
  };
}

/** What time alone brings about up to and with `end`, each change at its own instant. */
function passTime(walk: LeadWalk, end: Instant, arrival: Arrival, index: number): void {
  const silent = isSilent(walk, arrival);
  for (let due = dueWithin(walk, end); due !== null && due <= end && !walk.lacking; ) {
    walk.glanced = null;
    const at = Math.max(due, walk.evaluatedAt ?? due);
    crossAt(walk, { at, cause: 'TIME', facts: [], arrival: index, historical: arrival.historical, silent });
    const next = dueWithin(walk, end);
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
  addFacts(walk, facts);
  if (enter || arrival.identify) takeEntries(walk, arrival, at, index);
  crossAt(walk, { at, cause: arrival.cause ?? causeOf(facts), facts, arrival: index, historical });
}

/** A new lead enters its first stage, and one that is identified leaves the initial stage. */
function takeEntries(walk: LeadWalk, { enter, identify, historical }: FactsArrival, at: Instant, index: number): void {
  const { lifecycle } = walk.tree.tree;
  const plain = { arrival: index, reason: null, note: null, crossing: null, outstanding: [], historical };
  if (walk.stage === null && enter) {
    const { to, occurredAt, by, reason = null, note = null } = enter;
    const cause = historical ? 'IMPORT' : TRANSITION_CAUSES[by];
    const ends = endOfPass(lifecycle, '', to, reason, occurredAt);
    enterStage(walk, { ...plain, to, occurredAt, cause, reason, note, move: null, judged: !historical }, at, ends);
  }
  if (identify && walk.stage === lifecycle.initial) {
    const to = lifecycle.identified;
    const verdict = judgeMove(lifecycle, movingLead(walk, at), { to, by: 'system' }, walk.tree.context);
    if (verdict.outcome === 'MOVED') {
      const move = verdict.move?.key ?? null;
      const made = { ...plain, to, occurredAt: at, cause: 'SYSTEM' as const, move, judged: true };
      enterStage(walk, made, at, verdict.endsPass);
    }
  }
}
