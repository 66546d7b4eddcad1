import type { CompiledRule } from './compile-rule.js';
import type { CompiledScore } from './compile-scores.js';
import type { Instant } from './facts.js';
import type { Condition, ScoringModel, ThresholdDefinition } from './model.js';
import type { Node } from './node.js';
import type { Evaluation, Explanation, Micro } from './results.js';
import type { Scope, ScopeContext } from './scope.js';
import type { Timeline } from './timeline-index.js';

/** What a model needs of its tree. */
export interface ModelContext extends ScopeContext {
  /** Activities, or all activities of leads, that match one of these are stored and never count. */
  ignore?: Condition[];
  /** lifecycle.json's segments in order: they give the path `segment`. */
  segments?: { key: string; when: Condition }[];
  /** Order of stages, for the order of crossings of one instant. */
  stageOrder?: Record<string, number>;
}

/** A threshold made ready; `cooldown` in milliseconds. */
export interface CompiledThreshold {
  definition: ThresholdDefinition;
  when: Node;
  release: Node | null;
  cooldown: number;
  /** Order of the stage it asks for; those that ask for none come last. */
  order: number;
}

/** A model made ready to run. */
export interface CompiledModel {
  model: ScoringModel;
  context: ModelContext;
  primary: string;
  /** Changes with whatever changes results: a snapshot fits only the fingerprint it was taken under. */
  fingerprint: string;
  scope: Scope;
  appliesTo: Node | null;
  rules: CompiledRule[];
  scores: CompiledScore[];
  /** Score indexes, each after those it sums. */
  scoreOrder: number[];
  primaryIndex: number;
  thresholds: CompiledThreshold[];
  /** Generated code; made when first needed. */
  programs: Programs;
}

/** Points and thresholds at an instant, and the first later one at which anything but decay may change. */
export interface Steady {
  points: Micro[];
  scores: Micro[];
  /** Equal for equal readings of `applies` and all thresholds. */
  truth: number | string;
  changeAt: number;
}

/** What a model's generated code can do; made when first asked for. */
export interface Programs {
  evaluate?: (timeline: Timeline, at: Instant) => Evaluation;
  steady?: (timeline: Timeline, at: Instant) => Steady;
  explain?: (timeline: Timeline, at: Instant) => Explanation;
}
