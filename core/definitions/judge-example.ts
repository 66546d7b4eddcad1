import { fromMicro } from '../scoring/micro.js';
import type { ExampleOutcome } from './run-example.js';
import type { ExampleLead } from './tree.js';

/** One expectation of an example lead that did not come out. */
export interface FailedExpectation {
  /** Below the lead: `/expect/scores/total`. */
  pointer: string;
  message: string;
}

/** Compares what an example lead expects with what came out; a threshold counts as crossed while it is up. */
export function judgeExample(lead: ExampleLead, outcome: ExampleOutcome): FailedExpectation[] {
  const failed: FailedExpectation[] = [];
  const fail = (pointer: string, what: string): void => {
    failed.push({ pointer: `/expect${pointer}`, message: `'${lead.key}': ${what}.` });
  };
  const scores = new Map(outcome.evaluation.scores.map((score) => [score.key, fromMicro(score.value)]));
  for (const [key, wanted] of Object.entries(lead.expect.scores ?? {})) {
    const got = scores.get(key);
    if (got === undefined || Math.abs(got - wanted) > 5e-7)
      fail(`/scores/${key}`, `expected ${key} ${wanted}, got ${got ?? 'none'}`);
  }
  const up = new Set(Object.keys(outcome.states).filter((key) => outcome.states[key]?.up));
  const got = up.size > 0 ? [...up].join(', ') : 'none';
  lead.expect.crossed?.forEach((key, index) => {
    if (!up.has(key)) fail(`/crossed/${index}`, `expected '${key}' to be crossed, crossed is ${got}`);
  });
  lead.expect.notCrossed?.forEach((key, index) => {
    if (up.has(key)) fail(`/notCrossed/${index}`, `expected '${key}' not to be crossed, crossed is ${got}`);
  });
  const { stage } = lead.expect;
  if (stage !== undefined && stage !== outcome.stage)
    fail('/stage', `expected stage '${stage}', got '${outcome.stage}'`);
  return failed;
}
