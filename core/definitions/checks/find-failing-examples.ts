import { compileModel } from '../../scoring/compile.js';
import type { Finding } from '../finding.js';
import { judgeExample } from '../judge-example.js';
import { runExample } from '../run-example.js';
import { treeContext } from '../tree-context.js';
import type { CheckedTree } from './check.js';

/** Errors: example leads that do not come out as they expect; models the engine refuses. Run where nothing else is wrong. */
export function findFailingExamples({ tree }: CheckedTree): Finding[] {
  const context = treeContext(tree);
  return Object.entries(tree.models).flatMap(([key, model]): Finding[] => {
    const path = `models/${key}.test.json`;
    const fault = (place: Pick<Finding, 'path' | 'pointer'>, code: string, message: string, hint: string): Finding => {
      return { level: 'error', code, ...place, message, hint };
    };
    try {
      const compiled = compileModel(model, context);
      const test = tree.tests[key];
      return (test?.leads ?? []).flatMap((lead, index): Finding[] => {
        const pointer = `/leads/${index}`;
        try {
          const outcome = runExample(compiled, tree.lifecycle, test?.at ?? '', lead);
          const hint = 'Change the model, or the expectation if it is the one that is wrong.';
          return judgeExample(lead, outcome).map((one) => {
            return fault({ path, pointer: pointer + one.pointer }, 'failing-example', one.message, hint);
          });
        } catch (error) {
          if (!(error instanceof RangeError)) throw error;
          return [fault({ path, pointer }, 'bad-example', error.message, 'Write the times so that they can be read.')];
        }
      });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return [
        fault(
          { path: `models/${key}.json`, pointer: '' },
          'model-refused',
          error.message,
          'The engine cannot run this model.',
        ),
      ];
    }
  });
}
