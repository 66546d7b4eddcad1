import { compileNode } from './compile-node.js';
import { compileRule } from './compile-rule.js';
import { compileScores, primaryScore } from './compile-scores.js';
import type { CompiledModel, CompiledThreshold, ModelContext } from './compiled-model.js';
import { parseDuration } from './duration.js';
import { fingerprint } from './fingerprint.js';
import type { ScoringModel, ThresholdDefinition } from './model.js';
import { openContextScope } from './open-scope.js';
import type { Scope } from './scope.js';

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
