import type { ActivityMatch, Condition } from '../scoring/model.js';
import type { DefinitionsTree, SlaTrigger } from './tree.js';

/** Where in the tree a condition stands; nested ones are sites of their own. */
export interface ConditionSite {
  path: string;
  pointer: string;
  condition: Condition;
  /** `threshold` conditions may look at scores and rules, no others. */
  place: 'threshold' | 'rule' | 'appliesTo' | 'segment' | 'move' | 'sla' | 'route' | 'ignore';
  /** Key of the model it stands in. */
  model?: string;
}

/** Where activities are matched: activity conditions, both sides of ratios, `each`, triggers of clocks. */
export interface MatchSite {
  path: string;
  pointer: string;
  match: ActivityMatch;
  model?: string;
}

/** Every condition of the tree, nested ones included. */
export function conditionSites(tree: DefinitionsTree): ConditionSite[] {
  const sites: ConditionSite[] = [];
  const add = (site: ConditionSite): void => {
    sites.push(site);
    for (const { pointer, condition } of nested(site)) add({ ...site, pointer, condition });
  };
  const at = (path: string, place: ConditionSite['place'], model?: string) => {
    return (pointer: string, condition: Condition | undefined) => {
      if (condition) add({ path, pointer, condition, place, ...(model === undefined ? {} : { model }) });
    };
  };
  for (const [key, model] of Object.entries(tree.models)) {
    const path = `models/${key}.json`;
    at(path, 'appliesTo', key)('/appliesTo', model.appliesTo);
    model.rules.forEach((rule, index) => at(path, 'rule', key)(`/rules/${index}/when`, rule.when));
    model.thresholds.forEach((threshold, index) => {
      at(path, 'threshold', key)(`/thresholds/${index}/when`, threshold.when);
      at(path, 'threshold', key)(`/thresholds/${index}/release`, threshold.release);
    });
  }
  tree.lifecycle.segments?.forEach((one, index) =>
    at('lifecycle.json', 'segment')(`/segments/${index}/when`, one.when),
  );
  tree.lifecycle.moves.forEach((one, index) => {
    at('lifecycle.json', 'move')(`/moves/${index}/requires/when`, one.requires?.when);
  });
  tree.slas.policies.forEach((one, index) => at('slas.json', 'sla')(`/policies/${index}/when`, one.when));
  const { routes } = tree.routing as unknown as { routes: { when: Condition }[] };
  routes.forEach((one, index) => at('routing.json', 'route')(`/routes/${index}/when`, one.when));
  tree.activities.ignore?.forEach((one, index) => at('activities.json', 'ignore')(`/ignore/${index}`, one));
  return sites;
}

/** The conditions directly inside one. */
export function nested(site: { pointer: string; condition: Condition }): { pointer: string; condition: Condition }[] {
  const { condition, pointer } = site;
  for (const form of ['all', 'any', 'none', 'of'] as const) {
    const members = (condition as unknown as { [form: string]: unknown })[form];
    if (Array.isArray(members)) {
      return members.map((member, index) => ({
        pointer: `${pointer}/${form}/${index}`,
        condition: member as Condition,
      }));
    }
  }
  return [];
}

/** Every place of the tree that matches activities. */
export function matchSites(tree: DefinitionsTree, conditions: readonly ConditionSite[]): MatchSite[] {
  const sites: MatchSite[] = [];
  for (const { path, pointer, condition, model } of conditions) {
    const of = model === undefined ? {} : { model };
    if ('activity' in condition) sites.push({ path, pointer, match: condition, ...of });
    if ('ratio' in condition) {
      sites.push({ path, pointer: `${pointer}/ratio/of`, match: condition.ratio.of, ...of });
      sites.push({ path, pointer: `${pointer}/ratio/to`, match: condition.ratio.to, ...of });
    }
  }
  for (const [key, model] of Object.entries(tree.models)) {
    model.rules.forEach((rule, index) => {
      const pointer = `/rules/${index}/each`;
      if (rule.each) sites.push({ path: `models/${key}.json`, pointer, match: rule.each, model: key });
    });
  }
  for (const { pointer, trigger } of slaTriggers(tree)) {
    if ('activity' in trigger) sites.push({ path: 'slas.json', pointer, match: trigger });
  }
  return sites;
}

/** Every trigger of every policy. */
export function slaTriggers(tree: DefinitionsTree): { pointer: string; trigger: SlaTrigger }[] {
  return tree.slas.policies.flatMap((policy, index) => [
    { pointer: `/policies/${index}/startsOn`, trigger: policy.startsOn },
    ...(['stopsOn', 'cancelsOn', 'pausesOn', 'resumesOn'] as const).flatMap((list) =>
      (policy[list] ?? []).map((trigger, at) => ({ pointer: `/policies/${index}/${list}/${at}`, trigger })),
    ),
  ]);
}
