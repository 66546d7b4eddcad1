import { checkTree } from '../../../core/definitions/check.js';
import { judgeExample } from '../../../core/definitions/judge-example.js';
import { readTree } from '../../../core/definitions/read-tree.js';
import { runExample } from '../../../core/definitions/run-example.js';
import type { ModelTest, Problem } from '../../../core/definitions/tree.js';
import { treeContext } from '../../../core/definitions/tree-context.js';
import { compileModel } from '../../../core/scoring/compile.js';
import { CliError } from '../cli-error.js';
import { describeProblems } from './describe-problems.js';
import { readFolder } from './read-folder.js';

/** One example lead that was run. */
interface ExampleResult {
  model: string;
  lead: string;
  ok: boolean;
  failures: string[];
}

/** What `models test` found; `problems` are errors that kept the examples from being run. */
export interface TestReport {
  ok: boolean;
  folder: string;
  passed: number;
  failed: number;
  results: ExampleResult[];
  problems: Problem[];
}

const RUN_CODES = new Set(['failing-example', 'bad-example']);

/** Runs the example leads of a definitions folder, of one model where `only` names it; refuses an unknown model. */
export function testFolder(folder: string, only?: string): TestReport {
  const files = readFolder(folder);
  const errors = checkTree(files).problems.filter((one) => one.level === 'error');
  const blocking = errors.filter((one) => !RUN_CODES.has(one.code));
  if (blocking.length > 0) return { ok: false, folder, passed: 0, failed: 0, results: [], problems: blocking };
  const { tree } = readTree(files);
  if (only !== undefined && !Object.hasOwn(tree.models, only)) {
    throw new CliError(`There is no model '${only}'. Known: ${Object.keys(tree.models).join(', ')}.`);
  }
  const context = treeContext(tree);
  const results = Object.entries(tree.tests)
    .filter(([key]) => only === undefined || key === only)
    .flatMap(([key, test]) => {
      const model = tree.models[key];
      if (!model) return [];
      const compiled = compileModel(model, context);
      return test.leads.map((lead) =>
        runOne(key, test, lead, (one) => runExample(compiled, tree.lifecycle, test.at, one)),
      );
    });
  const failed = results.filter((result) => !result.ok).length;
  return { ok: failed === 0, folder, passed: results.length - failed, failed, results, problems: [] };
}

function runOne(
  model: string,
  test: ModelTest,
  lead: ModelTest['leads'][number],
  run: (lead: ModelTest['leads'][number]) => ReturnType<typeof runExample>,
): ExampleResult {
  try {
    const failures = judgeExample(lead, run(lead)).map((failure) => failure.message);
    return { model, lead: lead.key, ok: failures.length === 0, failures };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { model, lead: lead.key, ok: false, failures: [`'${lead.key}' at ${test.at}: ${error.message}`] };
  }
}

/** The report for people: every failure, one line a model, the totals. */
export function describeTests({ folder, results, passed, failed, problems }: TestReport, colour: boolean): string {
  if (problems.length > 0) {
    return `${describeProblems(problems, folder, colour)}\n\nnot run: the definitions have errors`;
  }
  const models = [...new Set(results.map((result) => result.model))];
  const lines = models.flatMap((model) => {
    const mine = results.filter((result) => result.model === model);
    const wrong = mine.filter((result) => !result.ok);
    const verdict = wrong.length === 0 ? 'pass' : 'FAIL';
    const head = `${verdict}  ${model}  ${mine.length - wrong.length} of ${mine.length}`;
    return [head, ...wrong.flatMap((result) => result.failures.map((failure) => `      ${failure}`))];
  });
  return [...lines, '', `${passed} passed, ${failed} failed`].join('\n');
}
