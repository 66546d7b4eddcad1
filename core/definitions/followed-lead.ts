import type { CompiledModel } from '../scoring/compiled-model.js';
import type { Fact, Instant, PassFact } from '../scoring/facts.js';
import type {
  Contribution,
  CrossingCause,
  CrossingDirection,
  Evaluation,
  Micro,
  ThresholdStates,
} from '../scoring/results.js';
import type { Timeline } from '../scoring/timeline.js';
import type { Foreseen } from './foresight.js';
import type { MoveProblem } from './move-verdict.js';
import type { Mover } from './tree.js';

/** How a lead stands before the arrivals; a lead that does not exist yet has `stage: null`. */
export interface LeadSituation {
  id: string;
  stage: string | null;
  stageSince: Instant;
  pass: number;
  thresholds: ThresholdStates;
  /** Nothing is evaluated before this instant any more. */
  evaluatedAt: Instant | null;
  /** When time alone may change something; null: never. */
  dueAt: Instant | null;
  /** The account it is drawn by where challengers have a share; '' or absent: itself. */
  drawnBy?: string | null;
}

/** A lead before the arrivals, with all its facts. */
export interface LeadMemory extends LeadSituation {
  facts: readonly Fact[];
}

/** Where a new lead begins. */
export interface Entry {
  to: string;
  occurredAt: Instant;
  by: Mover;
  reason?: string | null;
  note?: string | null;
}

interface ArrivalBase {
  /** When it is applied: its `receivedAt`; for history the instant it happened. */
  at: Instant;
  historical: boolean;
}

/** Facts accepted as one record: one step. `enter` begins a new lead; `identify` takes it out of the initial stage. */
export interface FactsArrival extends ArrivalBase {
  kind: 'facts';
  facts: readonly Fact[];
  /** Why scores change by it, where the facts themselves do not say: a retraction is of what it retracts. */
  cause?: CrossingCause;
  enter?: Entry;
  identify?: boolean;
}

/** Somebody asks for a move; `records` come with it, each a step, and are dropped when it is refused. */
export interface MoveArrival extends ArrivalBase {
  kind: 'move';
  /** The answer to the handoff of this stage: refused where the lead is no longer in it. */
  answers?: string | null;
  to: string;
  by: Mover;
  /** When it happened, as its sender says. */
  occurredAt: Instant;
  reason?: string | null;
  note?: string | null;
  records: readonly (readonly Fact[])[];
}

/** A move that is written, not judged: one of the past (IMPORT), or what merging two leads comes to (SYSTEM). */
export interface RecordedMoveArrival extends ArrivalBase {
  kind: 'recorded-move';
  cause: 'IMPORT' | 'SYSTEM';
  to: string;
  occurredAt: Instant;
  reason?: string | null;
  note?: string | null;
  records: readonly (readonly Fact[])[];
}

/** Nothing new but time, a promotion or a merge. `unlessFinal`: a lead in a won or lost stage changes without a word. */
export interface LookArrival extends ArrivalBase {
  kind: 'look';
  cause?: CrossingCause;
  unlessFinal?: boolean;
}

/** What arrives at a lead. */
export type Arrival = FactsArrival | MoveArrival | RecordedMoveArrival | LookArrival;

/** What an upward crossing led to; DOWN is always ANNOUNCED. */
export type CrossingOutcome = 'MOVED' | 'SUGGESTED' | 'ANNOUNCED' | 'ALREADY_THERE' | 'PAST' | 'REFUSED';

/** A threshold crossed: `at` is its own instant, scores are in millionths of a point. */
export interface FollowedCrossing {
  kind: 'crossing';
  /** Index of the arrival that caused it. */
  arrival: number;
  threshold: string;
  direction: CrossingDirection;
  cause: CrossingCause;
  at: Instant;
  historical: boolean;
  before: Micro;
  after: Micro;
  /** The scores its condition names. */
  scores: { key: string; before: Micro; after: Micro }[];
  contributions: Contribution[];
  model: CompiledModel;
  outcome: CrossingOutcome;
  refusal: string | null;
  fact: Fact | null;
  /** Index among the effects of the move it caused. */
  transition: number | null;
}

/** Who or what moved a lead. */
export type TransitionCause = 'SCORE' | 'PERSON' | 'INTEGRATION' | 'AGENT' | 'SYSTEM' | 'IMPORT';

/** A stage entered; `score` is the primary one at the entry, in millionths of a point. */
export interface FollowedTransition {
  kind: 'transition';
  arrival: number;
  from: string | null;
  to: string;
  occurredAt: Instant;
  pass: number;
  cause: TransitionCause;
  move: string | null;
  reason: string | null;
  note: string | null;
  /** Index among the effects of the crossing that asked for it. */
  crossing: number | null;
  secondsInFrom: number | null;
  score: Micro | null;
  judged: boolean;
  outstanding: string[];
  historical: boolean;
  /** Values at the entry, by which funnels are sliced. */
  slices: EntrySlices;
}

/** The values at an entry by which funnels are sliced. */
export interface EntrySlices {
  source: string | null;
  channel: string | null;
  campaign: string | null;
  segment: string | null;
  owner: string | null;
  model: string | null;
}

/** A pass ended: a fact the platform itself records. */
export interface FollowedPass {
  kind: 'pass';
  arrival: number;
  fact: PassFact;
  historical: boolean;
}

/** What came of an arrival. */
export type Effect = FollowedCrossing | FollowedTransition | FollowedPass;

/** What came of the arrivals, step by step, and what to remember. */
export interface FollowedLead {
  effects: Effect[];
  /** Problems of the moves that were refused, by index of their arrival; their facts were dropped. */
  refused: Map<number, MoveProblem[]>;
  stage: string;
  stageSince: Instant;
  pass: number;
  thresholds: ThresholdStates;
  evaluatedAt: Instant;
  dueAt: Instant | null;
  model: CompiledModel | null;
  evaluation: Evaluation | null;
  segment: () => string | null;
  /** All facts where `whole`, else only those that still matter to the models. */
  timeline: Timeline;
  whole: boolean;
  /** What was known ahead, once and for all its way; null where that was not so. */
  foreseen: Foreseen | null;
  /** What the next walk can begin from instead of the facts; null: it would be too big. */
  snapshot: () => string | null;
}
