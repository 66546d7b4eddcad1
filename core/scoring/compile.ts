import { compileNode } from './compile-node.js';
import { type CompiledRule, compileRule } from './compile-rule.js';
import { type CompiledScore, compileScores, primaryScore } from './compile-scores.js';
import { parseDuration } from './duration.js';
import { fingerprint } from './fingerprint.js';
import type { Programs } from './generate/generate.js';
import type { Condition, ScoringModel, ThresholdDefinition } from './model.js';
import type { Node } from './node.js';
import { openContextScope } from './open-scope.js';
import type { Scope } from './scope.js';

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

/** Makes a model ready to run; throws RangeError on a model that the checks refuse. */
export function compileModel(model: ScoringModel, context: ModelContext = {}): CompiledModel {
  refuseDuplicates(model);
  const scope = openContextScope(context);
  const { scores, order } = compileScores(model);
  const keys = scores.map((score) => score.key);
  const primary = primaryScore(model);
  const rules = model.rules.map((rule) => {
    const index = keys.indexOf(rule.score);
    if (index < 0) throw new RangeError(`The rule '${rule.key}' feeds '${rule.score}', which is not in this model.`);
    if (scores[index]?.sum)
      throw new RangeError(`The rule '${rule.key}' feeds '${rule.score}', which is a sum of scores.`);
    return compileRule(scope, rule, index);
  });
  const readings = { scores: keys, rules: model.rules.map((rule) => rule.key) };
  return {
    model,
    context,
    primary,
    fingerprint: fingerprint(model, context),
    scope,
    appliesTo: model.appliesTo === undefined ? null : compileNode(scope, model.appliesTo, null),
    rules,
    scores,
    scoreOrder: order,
    primaryIndex: keys.indexOf(primary),
    thresholds: model.thresholds.map((definition) => compileThreshold(scope, definition, readings, context)),
    programs: {},
  };
}

function compileThreshold(
  scope: Scope,
  definition: ThresholdDefinition,
  readings: { scores: string[]; rules: string[] },
  context: ModelContext,
): CompiledThreshold {
  if (definition.moveTo !== undefined && definition.suggest !== undefined) {
    throw new RangeError(`The threshold '${definition.key}' has both 'moveTo' and 'suggest': keep one.`);
  }
  const stage = definition.moveTo ?? definition.suggest;
  return {
    definition,
    when: compileNode(scope, definition.when, readings),
    release: definition.release === undefined ? null : compileNode(scope, definition.release, readings),
    cooldown: definition.cooldown === undefined ? 0 : parseDuration(definition.cooldown),
    order: (stage === undefined ? undefined : context.stageOrder?.[stage]) ?? Infinity,
  };
}

function refuseDuplicates(model: ScoringModel): void {
  for (const [kind, list] of [
    ['rule', model.rules],
    ['threshold', model.thresholds],
  ] as const) {
    const seen = new Set<string>();
    for (const { key } of list) {
      if (seen.has(key)) throw new RangeError(`The ${kind} '${key}' is there twice: keys must differ.`);
      seen.add(key);
    }
  }
}
