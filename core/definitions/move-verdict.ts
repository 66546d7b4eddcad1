import type { Instant, Json, JsonObject, QualificationStatus } from '../scoring/facts.js';
import type { Timeline } from '../scoring/timeline.js';
import type { MoveDefinition, Mover } from './tree.js';

/** What the judgement of a move needs to know of a lead at the instant `at`. */
export interface MovingLead {
  stage: string;
  /** Id of the owner, or the one who becomes it with this move (who accepts an unassigned handoff). */
  owner: string | null;
  /** Whether the lead (or, for `account.…`, its account) has a value at this path. */
  has: (path: string) => boolean;
  timeline: Timeline;
  at: Instant;
}

/** What is asked: where to, by whom, with what. */
export interface MoveRequest {
  to: string;
  by: Mover;
  reason?: string | null;
  note?: string | null;
  /** Attributes set together with the move; they count for its requirements. */
  attributes?: JsonObject;
  /** Answers given together with the move; they count for its requirements. */
  answers?: readonly { framework: string; criterion: string; status: QualificationStatus; value?: Json }[];
}

/** Why a move is refused, as a `userError`. */
export interface MoveProblem {
  code: 'REQUIRED' | 'INVALID' | 'MOVE_NOT_ALLOWED' | 'HANDOFF_CLOSED';
  /** The missing or wrong thing: `["reason"]`, `["attributes", "nextStep"]`, `["qualification", "bant"]`. */
  field: string[];
  message: string;
  hint?: string;
}

/** How the pass ends: thresholds are silent until `silentUntil`, the frameworks in `forgets` are unknown again. */
export interface PassEnd {
  silentUntil: Instant;
  forgets: string[];
}

/** MOVED carries the move and, under `enforce: warn`, what was outstanding; REFUSED carries the problems. */
export interface Verdict {
  outcome: 'MOVED' | 'ALREADY_THERE' | 'PAST' | 'REFUSED';
  move?: MoveDefinition;
  problems: MoveProblem[];
  outstanding: string[];
  endsPass?: PassEnd;
}

/** A stage a mover could take the lead to, and what is missing for it. */
export interface PossibleMove {
  to: string;
  allowed: boolean;
  missing: string[];
}
