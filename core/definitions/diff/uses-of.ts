import type { Condition } from '../../scoring/model.js';
import { conditionSites, slaTriggers } from '../condition-sites.js';
import type { DefinitionsTree, MoveDefinition } from '../tree.js';

/** What of a tree is in use: leads stand in it, are scored by it, or are asked for it. */
export interface Uses {
  models: ReadonlySet<string>;
  stages: ReadonlySet<string>;
  moves: ReadonlySet<string>;
  reasons: ReadonlySet<string>;
  frameworks: ReadonlySet<string>;
  /** `framework criterion` */
  criteria: ReadonlySet<string>;
  /** Frameworks of which some condition asks for every criterion. */
  wholeFrameworks: ReadonlySet<string>;
  policies: ReadonlySet<string>;
  pools: ReadonlySet<string>;
}

/**
 * What a tree itself uses: models that run or challenge, stages that are entered, moved from or named, moves that
 * somebody may ask for, reasons that can be given there, frameworks and criteria that conditions look at, pools that
 * get leads. Every policy is: its clock runs.
 */
export function usesOf(tree: DefinitionsTree): Uses {
  const { lifecycle, slas } = tree;
  const models = new Set([...lifecycle.models, ...(lifecycle.challengers ?? []).map(({ model }) => model)]);
  const thresholds = Object.entries(tree.models).flatMap(([key, model]) => (models.has(key) ? model.thresholds : []));
  const asked = new Set(thresholds.map(({ moveTo }) => moveTo));
  const isAsked = ({ by, to }: MoveDefinition): boolean => by.some((who) => who !== 'score') || asked.has(to);
  const moves = lifecycle.moves.filter(isAsked);
  const stages = new Set([lifecycle.initial, lifecycle.identified]);
  const name = (...keys: (string | undefined)[]): void => keys.forEach((key) => key !== undefined && stages.add(key));
  for (const { from, to } of moves) name(...from, to);
  for (const { moveTo, suggest } of thresholds) name(moveTo, suggest);
  for (const { handoff } of lifecycle.stages) name(handoff?.acceptTo);
  for (const { trigger } of slaTriggers(tree)) {
    if ('enter' in trigger) name(trigger.enter);
    if ('leave' in trigger) name(trigger.leave);
  }
  const given = [
    ...thresholds.map(({ reason }) => reason),
    ...lifecycle.stages.map(({ handoff }) => handoff?.onExpiry?.reason),
  ];
  const reasons = (lifecycle.reasons ?? []).filter(
    ({ key, from }) => given.includes(key) || from.some((stage) => stages.has(stage)),
  );
  const routing = tree.routing as unknown as { routes?: { to: string }[]; fallback?: string };
  return {
    models,
    stages,
    moves: new Set(moves.map(({ key }) => key)),
    reasons: new Set(reasons.map(({ key }) => key)),
    ...asksOf(tree, models),
    policies: new Set(slas.policies.map(({ key }) => key)),
    pools: new Set([...(routing.routes ?? []).map(({ to }) => to), routing.fallback ?? '']),
  };
}

type Asks = Pick<Uses, 'frameworks' | 'criteria' | 'wholeFrameworks'>;

function asksOf(tree: DefinitionsTree, models: ReadonlySet<string>): Asks {
  const asks = { frameworks: new Set<string>(), criteria: new Set<string>(), wholeFrameworks: new Set<string>() };
  for (const { condition, model } of conditionSites(tree)) {
    if (model === undefined || models.has(model)) ask(asks, tree, condition);
  }
  return asks;
}

function ask(asks: { [Name in keyof Asks]: Set<string> }, tree: DefinitionsTree, condition: Condition): void {
  if ('answer' in condition) {
    const [framework = '', criterion = ''] = condition.answer.split('.');
    asks.frameworks.add(framework);
    asks.criteria.add(`${framework} ${criterion}`);
  }
  if (!('qualification' in condition)) return;
  const { qualification, criteria } = condition;
  asks.frameworks.add(qualification);
  if (!criteria) asks.wholeFrameworks.add(qualification);
  const all = tree.lifecycle.frameworks?.find(({ key }) => key === qualification)?.criteria.map(({ key }) => key);
  for (const criterion of criteria ?? all ?? []) asks.criteria.add(`${qualification} ${criterion}`);
}
