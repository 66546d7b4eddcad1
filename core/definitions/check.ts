import { answerWarnings } from './answer-warnings.js';
import type { CheckedTree } from './checks/check.js';
import { findFailingExamples } from './checks/find-failing-examples.js';
import { checks } from './checks/index.js';
import { conditionSites, matchSites } from './condition-sites.js';
import type { Finding } from './finding.js';
import { readTree } from './read-tree.js';
import type { DefinitionsTree, Files, Problem } from './tree.js';
import { vocabularyOf } from './vocabulary.js';

/** What a check is told beside the files. */
export interface CheckOptions {
  /** Today as YYYY-MM-DD, for models past their review; absent: reviews are not checked. */
  today?: string;
}

/**
 * Judges a whole tree: every problem found, in order of file and line, and the parsed tree where none of them is an
 * error. Warnings that the tree acknowledges are left out.
 */
export function checkTree(files: Files, options: CheckOptions = {}): { tree?: DefinitionsTree; problems: Problem[] } {
  const reading = readTree(files);
  const conditions = conditionSites(reading.tree);
  const checked: CheckedTree = {
    ...reading,
    conditions,
    matches: matchSites(reading.tree, conditions),
    words: vocabularyOf(reading.tree),
    ...(options.today === undefined ? {} : { today: options.today }),
  };
  const findings = [...reading.findings, ...checks.flatMap((check) => check(checked))];
  const isBroken = reading.problems.length > 0 || findings.some((finding) => finding.level === 'error');
  if (!isBroken) findings.push(...findFailingExamples(checked));
  const placed = answerWarnings(reading.tree, findings).map((finding) => place(finding, checked));
  const problems = [...reading.problems, ...placed].sort(byPlace);
  const sound = problems.every((problem) => problem.level === 'warning');
  return sound ? { tree: reading.tree, problems } : { problems };
}

function place({ of, ...finding }: Finding, { parsed }: CheckedTree): Problem {
  return { ...finding, ...(parsed.get(finding.path)?.locate(finding.pointer, of) ?? { line: 1, column: 1 }) };
}

function byPlace(a: Problem, b: Problem): number {
  const paths = a.path === b.path ? 0 : a.path < b.path ? -1 : 1;
  return paths || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
