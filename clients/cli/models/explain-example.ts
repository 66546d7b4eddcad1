import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkTree } from '../../../core/definitions/check.js';
import { parseFile } from '../../../core/definitions/parse.js';
import { readTree } from '../../../core/definitions/read-tree.js';
import { runExample } from '../../../core/definitions/run-example.js';
import type { DefinitionsTree, ExampleLead, ModelTest, Problem } from '../../../core/definitions/tree.js';
import { treeContext } from '../../../core/definitions/tree-context.js';
import { compileModel } from '../../../core/scoring/compile.js';
import { explain } from '../../../core/scoring/explain.js';
import type { Json, JsonObject } from '../../../core/scoring/facts.js';
import { fromMicro } from '../../../core/scoring/micro.js';
import type { Explanation } from '../../../core/scoring/results.js';
import { CliError } from '../cli-error.js';
import { describeProblems } from './describe-problems.js';
import { readFolder } from './read-folder.js';

/** The explanation of an example lead, in points. */
export interface ExplainedExample {
  model: string;
  lead: string;
  at: string;
  scores: { key: string; raw: number; value: number }[];
  contributions: {
    rule: string;
    score: string;
    points: number;
    capped: boolean;
    decay: number;
    detail: string;
    activities: number;
  }[];
  thresholds: { key: string; up: boolean; summary: string; missing: string | null }[];
  stage: string;
}

/**
 * Explains a lead under a model file: `lead` is the key of one of its example leads or a JSON file of that shape, `at`
 * (RFC 3339) the instant, else that of the example leads. Refuses what it cannot find or read.
 */
export function explainExample(modelFile: string, lead: string, at: string | undefined): ExplainedExample {
  const folder = dirname(dirname(modelFile));
  const key = modelFile.replace(/^.*[\\/]/, '').replace(/\.json$/, '');
  const tree = readModels(modelFile, folder, key);
  const model = tree.models[key];
  if (!model) throw new CliError(`'${modelFile}' holds no scoring model.`);
  const example = findLead(lead, tree.tests[key]);
  const instant = at ?? example.at;
  if (instant === undefined)
    throw new CliError(`At which instant? Give --at, for example --at 2026-03-31T12:00:00Z.`, 2);
  try {
    const compiled = compileModel(model, treeContext(tree));
    const outcome = runExample(compiled, tree.lifecycle, instant, example.lead);
    const explanation = explain(compiled, outcome.timeline, outcome.at);
    return inPoints(key, example.lead.key, instant, explanation, outcome.states, outcome.stage);
  } catch (error) {
    if (error instanceof RangeError) throw new CliError(error.message);
    throw error;
  }
}

function readModels(modelFile: string, folder: string, key: string): DefinitionsTree {
  if (!existsSync(modelFile)) throw new CliError(`There is no file '${modelFile}'.`);
  const isTree = existsSync(join(folder, 'lifecycle.json'));
  const files = isTree ? readFolder(folder) : { [`models/${key}.json`]: readFileSync(modelFile, 'utf8') };
  const { problems } = checkTree(files);
  refuseErrors(
    problems.filter((one) => one.path === `models/${key}.json`),
    folder,
    isTree,
  );
  return readTree(files).tree;
}

function refuseErrors(problems: Problem[], folder: string, isTree: boolean): void {
  const errors = problems.filter((one) => one.level === 'error' && (isTree || !one.code.startsWith('unknown-')));
  if (errors.length > 0) throw new CliError(describeProblems(errors, folder, false));
}

function findLead(wanted: string, test: ModelTest | undefined): { lead: ExampleLead; at: string | undefined } {
  const known = test?.leads.find((one) => one.key === wanted);
  if (known) return { lead: known, at: test?.at };
  if (!existsSync(wanted)) {
    const keys = test?.leads.map((one) => one.key).join(', ');
    throw new CliError(`There is no example lead and no file '${wanted}'.${keys ? ` Example leads: ${keys}.` : ''}`);
  }
  const { value, problems } = parseFile(wanted, readFileSync(wanted, 'utf8'));
  if (value === undefined) throw new CliError(describeProblems(problems, '.', false));
  const said = value as JsonObject;
  if (!isObject(said)) throw new CliError(`'${wanted}' holds no lead: write {"attributes": {…}, "facts": […]}.`);
  const facts = (said['facts'] ?? []) as { [key: string]: Json }[];
  if (!Array.isArray(facts) || !facts.every(isObject))
    throw new CliError(`The \`facts\` of '${wanted}' are no list of facts.`);
  const lead: ExampleLead = { key: wanted, attributes: (said['attributes'] ?? {}) as JsonObject, facts, expect: {} };
  return { lead, at: typeof said['at'] === 'string' ? said['at'] : test?.at };
}

function isObject(value: Json): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function inPoints(
  model: string,
  lead: string,
  at: string,
  explanation: Explanation,
  states: { [key: string]: { up: boolean } },
  stage: string,
): ExplainedExample {
  return {
    model,
    lead,
    at,
    scores: explanation.scores.map(({ key, raw, value }) => ({ key, raw: fromMicro(raw), value: fromMicro(value) })),
    contributions: explanation.contributions.map(({ rule, score, points, capped, decay, detail, activityCount }) => {
      return { rule, score, points: fromMicro(points), capped, decay, detail, activities: activityCount };
    }),
    thresholds: explanation.thresholds.map(({ key, summary, missing }) => {
      return { key, up: states[key]?.up ?? false, summary, missing };
    }),
    stage,
  };
}
