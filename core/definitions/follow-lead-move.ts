import { endPass } from '../scoring/end-pass.js';
import { evaluateFirst } from '../scoring/evaluate-first.js';
import type { Instant, PassFact } from '../scoring/facts.js';
import { attributeAt } from './attribute-at.js';
import { addFacts, judgeAt, type LeadWalk } from './follow-lead-walk.js';
import type { EntrySlices, FollowedTransition } from './followed-lead.js';
import type { MovingLead, PassEnd } from './move-verdict.js';
import { segmentOf } from './segment-of.js';
import { findStage } from './stage-order.js';

/** After every other fact of its instant; the largest the database keeps. */
const PASS_SEQUENCE = 2_147_483_647;

const NO_SLICES: EntrySlices = {
  source: null,
  channel: null,
  campaign: null,
  segment: null,
  owner: null,
  model: null,
};

type Entered = Omit<FollowedTransition, 'kind' | 'from' | 'pass' | 'secondsInFrom' | 'score' | 'slices'>;

/** The lead as the judgement of a move sees it at `at`. */
export function movingLead(walk: LeadWalk, at: Instant): MovingLead {
  return {
    stage: walk.stage ?? walk.tree.tree.lifecycle.initial,
    owner: textAt(walk, 'owner', at),
    has: (path) => {
      const value = attributeAt(walk.scorer.timeline(), path, at);
      return value !== undefined && value !== null && value !== '';
    },
    timeline: walk.scorer.timeline(),
    at,
  };
}

/**
 * Writes that the lead entered a stage, as judged at `at`, and, where that ends its pass, the fact that says so.
 * Answers the index of the effect.
 */
export function enterStage(walk: LeadWalk, entered: Entered, at: Instant, endsPass: PassEnd | undefined): number {
  const from = walk.stage;
  const slicedAt = entered.historical ? entered.occurredAt : at;
  const first = walk.bare ? null : evaluateFirst(walk.tree.models, walk.scorer.timeline(), slicedAt);
  walk.pass = passOf(walk, from, entered.to);
  const index = walk.effects.length;
  walk.effects.push({
    kind: 'transition',
    // Written out: callers build `entered` in many ways, and copying what has many shapes is slow.
    arrival: entered.arrival,
    to: entered.to,
    occurredAt: entered.occurredAt,
    cause: entered.cause,
    move: entered.move,
    reason: entered.reason,
    note: entered.note,
    crossing: entered.crossing,
    judged: entered.judged,
    outstanding: entered.outstanding,
    historical: entered.historical,
    from,
    pass: walk.pass,
    secondsInFrom: from === null ? null : (entered.occurredAt - walk.stageSince) / 1000,
    score: first?.evaluation?.value ?? null,
    slices: first ? slicesAt(walk, slicedAt, first.compiled?.model.key ?? null) : NO_SLICES,
  });
  walk.stage = entered.to;
  walk.stageSince = entered.occurredAt;
  if (endsPass) recordPass(walk, entered, at, endsPass);
  return index;
}

/** Value by which leads are sliced where the tree has no segments: the attribute of that name. */
export function segmentAt(walk: LeadWalk, at: Instant): string | null {
  if (walk.tree.context.segments?.length) return segmentOf(walk.tree, walk.scorer.timeline(), at);
  return textAt(walk, 'segment', at);
}

function recordPass(walk: LeadWalk, entered: Entered, at: Instant, end: PassEnd): void {
  const begins = categoryOf(walk, entered.to) === 'nurture' ? walk.pass + 1 : walk.pass;
  const occurredAt = entered.historical ? entered.occurredAt : at;
  const fact: PassFact = {
    kind: 'pass',
    occurredAt,
    receivedAt: at,
    ordinal: 0,
    sequence: PASS_SEQUENCE,
    source: 'accord',
    messageId: `pass:${walk.id}:${begins}:${occurredAt}`,
    pass: begins,
    silentUntil: end.silentUntil,
    forgets: end.forgets,
  };
  walk.effects.push({ kind: 'pass', arrival: entered.arrival, fact, historical: entered.historical });
  addFacts(walk, [fact]);
  walk.thresholds = endPass(walk.thresholds, fact);
  judgeAt(walk, { at, cause: 'TIME' });
}

/** In nurture a lead is still in the pass that ended; whatever it enters from there, or from a lost stage, is the next. */
function passOf(walk: LeadWalk, from: string | null, to: string): number {
  if (from === null || categoryOf(walk, to) === 'nurture') return walk.pass;
  const left = categoryOf(walk, from);
  return left === 'nurture' || left === 'lost' ? walk.pass + 1 : walk.pass;
}

function categoryOf(walk: LeadWalk, stage: string): string | undefined {
  return findStage(walk.tree.tree.lifecycle, stage)?.category;
}

function slicesAt(walk: LeadWalk, at: Instant, model: string | null): EntrySlices {
  return {
    source: textAt(walk, 'source', at),
    channel: textAt(walk, 'channel', at),
    campaign: textAt(walk, 'campaign', at),
    segment: segmentAt(walk, at),
    owner: textAt(walk, 'owner', at),
    model,
  };
}

function textAt(walk: LeadWalk, path: string, at: Instant): string | null {
  const value = attributeAt(walk.scorer.timeline(), path, at);
  return typeof value === 'string' && value !== '' ? value : null;
}
