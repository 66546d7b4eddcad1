import type { Condition, ScoringModel } from './model.js';

/** What a model needs of its tree. Without `timeZone`: UTC. */
export interface ModelContext {
  timeZone?: string;
  /** Activities, or all activities of leads, that match one of these are stored and never count. */
  ignore?: Condition[];
  /** Framework key to its criteria keys. */
  frameworks?: Record<string, string[]>;
  /** lifecycle.json's segments in order: they give the path `segment`. */
  segments?: { key: string; when: Condition }[];
  /** Order of stages, for the order of crossings of one instant. */
  stageOrder?: Record<string, number>;
}

/** A model made ready to run: opaque but for these. */
export interface CompiledModel {
  model: ScoringModel;
  context: ModelContext;
  primary: string;
  /** Changes with whatever changes results: a snapshot fits only the fingerprint it was taken under. */
  fingerprint: string;
}

/** Makes a model ready to run; throws RangeError on a model that the checks refuse. */
export declare function compileModel(model: ScoringModel, context?: ModelContext): CompiledModel;
