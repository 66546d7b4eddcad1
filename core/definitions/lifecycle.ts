import type { Acknowledgement, Condition, DurationText } from '../scoring/model.js';

/** The teams; there are no others. */
export type TeamKey = 'marketing' | 'sales' | 'revops';
/** What standing in a stage means. */
export type StageCategory = 'open' | 'won' | 'lost' | 'nurture';
/** Who asks for a move. */
export type Mover = 'score' | 'person' | 'integration' | 'agent' | 'system';

/** A stage that hands the lead to another team. */
export interface HandoffDefinition {
  decidedBy: TeamKey;
  acceptTo: string;
  expiresAfter?: DurationText;
  onExpiry?: { reason: string };
}

/** A stage of the lifecycle. */
export interface StageDefinition {
  key: string;
  label: string;
  owner: TeamKey;
  category: StageCategory;
  entry: string;
  description?: string;
  handoff?: HandoffDefinition;
  kpi?: string[];
}

/** What must be there before a move; `enforce: warn` only lists it. */
export interface MoveRequirements {
  reason?: boolean;
  note?: boolean;
  owner?: boolean;
  attributes?: string[];
  when?: Condition;
  enforce?: 'block' | 'warn';
}

/** A move that is allowed, and to whom. */
export interface MoveDefinition {
  key: string;
  from: string[];
  to: string;
  by: Mover[];
  requires?: MoveRequirements;
  rationale?: string;
}

/** Why a lead is sent back or dropped. */
export interface ReasonDefinition {
  key: string;
  label: string;
  side: 'fit' | 'intent' | 'budget' | 'authority' | 'need' | 'timing' | 'competitor' | 'process' | 'other';
  from: string[];
  outcome: 'recycle' | 'disqualify';
  coolDown?: DurationText;
  noteRequired?: boolean;
  systemOnly?: boolean;
}

/** What discovery asks, such as BANT. */
export interface FrameworkDefinition {
  key: string;
  label: string;
  criteria: { key: string; label: string; value?: string }[];
  onRecycle?: 'forget' | 'keep';
}

/** A segment: the first whose condition holds is the lead’s. */
export interface SegmentDefinition {
  key: string;
  label: string;
  when: Condition;
}

/** A model tried beside a running one; share 0 is a shadow. */
export interface ChallengerDefinition {
  model: string;
  against: string;
  share: number;
  by: 'account' | 'lead';
}

/** `lifecycle.json`. */
export interface Lifecycle {
  language: 1;
  models: string[];
  challengers?: ChallengerDefinition[];
  initial: string;
  identified: string;
  stages: StageDefinition[];
  moves: MoveDefinition[];
  reasons?: ReasonDefinition[];
  frameworks?: FrameworkDefinition[];
  segments?: SegmentDefinition[];
  atPromotion?: { up: 'move' | 'suggest' | 'announce'; maxMoves?: number };
  renamed?: { [kind: string]: { [from: string]: string } };
  acknowledge?: Acknowledgement[];
}
