import { compileModel } from '../../scoring/compile.js';
import { fromMicro } from '../../scoring/micro.js';
import type { ScoringModel } from '../../scoring/model.js';
import { judgeExample } from '../judge-example.js';
import { type ExampleOutcome, runExample } from '../run-example.js';
import type { DefinitionsTree, ExampleLead, ModelTest } from '../tree.js';
import { treeContext } from '../tree-context.js';

/** The example leads of a model, made to expect what comes out under a new version of it, and a sentence for each change. */
export interface NewExpectations {
  test: ModelTest;
  changed: string[];
}

/**
 * Example leads of a proposed model whose expectations no longer come out expect what does; the rest of them stays as it is.
 * Null where none changes. @throws RangeError where the model or a time of an example cannot be read
 */
export function expectAnew(tree: DefinitionsTree, proposed: ScoringModel): NewExpectations | null {
  const test = tree.tests[proposed.key];
  if (!test) return null;
  const compiled = compileModel(proposed, treeContext(tree));
  const changed: string[] = [];
  const leads = test.leads.map((lead) => {
    const outcome = runExample(compiled, tree.lifecycle, test.at, lead);
    const failed = judgeExample(lead, outcome);
    changed.push(...failed.map(({ message }) => message));
    return failed.length === 0 ? lead : { ...lead, expect: asItComesOut(lead.expect, outcome) };
  });
  return changed.length === 0 ? null : { test: { ...test, leads }, changed };
}

/** The same members, with what came out: thresholds change sides, and a score that is no more is no longer expected. */
function asItComesOut(expect: ExampleLead['expect'], { evaluation, states, stage }: ExampleOutcome) {
  const { scores, crossed, notCrossed } = expect;
  const values = new Map(evaluation.scores.map(({ key, value }) => [key, fromMicro(value)]));
  const named = [...new Set([...(crossed ?? []), ...(notCrossed ?? [])])];
  const isUp = (key: string): boolean => states[key]?.up === true;
  const [up, down] = [named.filter(isUp), named.filter((key) => !isUp(key))];
  const got = Object.keys(scores ?? {}).flatMap((key) => {
    const value = values.get(key);
    return value === undefined ? [] : [[key, value] as const];
  });
  return {
    ...expect,
    ...(scores && { scores: Object.fromEntries(got) }),
    ...((crossed || up.length > 0) && { crossed: up }),
    ...((notCrossed || down.length > 0) && { notCrossed: down }),
    ...(expect.stage !== undefined && { stage }),
  };
}
