import { nextVersions } from '../../../core/definitions/merge/next-versions.js';
import { sortProblems } from '../../../core/definitions/sort-problems.js';
import type { Files, Problem } from '../../../core/definitions/tree.js';
import { type CheckName, type CheckResult, type Note, noteOf } from './check-result.js';

/** A result before it is dated. */
export type Finding = Omit<CheckResult, 'ranAt'>;

/** What was found in the tree that a merge would make, and in the step to it. */
export interface Judged {
  ofTree: readonly Problem[];
  ofChange: readonly Problem[];
}

/** What is no right JSON, no file of the tree, or not of the form its schema wants; the rest is about what it means. */
const OF_SCHEMA = new Set([
  ...[
    'syntax',
    'duplicate-member',
    'bad-text',
    'number-not-finite',
    'too-deep',
    'byte-order-mark',
    'forbidden-key',
    'file-too-big',
  ],
  ...['schema', 'bad-key', 'unknown-property', 'missing-property', 'unknown-condition', 'bad-duration'],
  ...['forbidden-path', 'missing-file', 'misnamed-file'],
]);
const OF_EXAMPLES = new Set(['failing-example', 'bad-example', 'model-refused', 'examples-too-heavy']);
const OF_FORM = new Set(['not-canonical']);
/** Lists without pages hold at most this many. */
const MOST = 1_000;

/** What came of each check of a change, in the order they are shown. */
export function judgeChange(before: Files, after: Files, { ofTree, ofChange }: Judged): Finding[] {
  const isTouched = ({ path }: Note) => before[path] !== after[path];
  const found = (name: CheckName) =>
    sortProblems(ofTree.filter((problem) => checkOf(problem) === name).map(noteOf), isTouched);
  const close = (name: CheckName, fine?: string) => conclude(name, found(name), fine, isTouched);
  const isBroken = ofTree.some((problem) => problem.level === 'error' && checkOf(problem) !== 'examples');
  const versions = versionNotes(before, after);
  return [
    close('schema'),
    close('semantics'),
    isBroken ? unrun('examples') : close('examples'),
    conclude('change', ofChange.map(noteOf)),
    conclude('version', versions, versions.map((note) => note.message).join(' ') || 'No model gets another version.'),
    close('form', 'All files are in canonical form.'),
  ];
}

function checkOf({ code }: Problem): CheckName {
  if (OF_FORM.has(code)) return 'form';
  if (OF_EXAMPLES.has(code)) return 'examples';
  return OF_SCHEMA.has(code) ? 'schema' : 'semantics';
}

function versionNotes(before: Files, after: Files): Note[] {
  return nextVersions(before, after).map(({ path, from, to }) => ({
    level: 'NOTICE',
    path,
    pointer: '/version',
    line: null,
    message: from === null ? `${path} begins as ${to}.` : `${path} becomes ${to} (now ${from}).`,
    hint: null,
  }));
}

function conclude(
  name: CheckName,
  notes: readonly Note[],
  fine = 'Nothing was found.',
  isTouched: (note: Note) => boolean = () => true,
): Finding {
  const errors = notes.filter((note) => note.level === 'ERROR').length;
  const warnings = notes.filter((note) => note.level === 'WARNING');
  const elsewhere = warnings.filter((note) => !isTouched(note)).length;
  const aside = elsewhere > 0 ? `, ${elsewhere} of them in files that this does not change` : '';
  return {
    name,
    conclusion: errors > 0 ? 'FAILURE' : warnings.length > 0 ? 'WARNING' : 'SUCCESS',
    summary:
      errors + warnings.length === 0
        ? fine
        : `${count(errors, 'error')}, ${count(warnings.length, 'warning')}${aside}.`,
    annotations: notes.slice(0, MOST),
  };
}

function unrun(name: CheckName): Finding {
  const summary = 'Did not run: the definitions have errors.';
  return { name, conclusion: 'FAILURE', summary, annotations: [] };
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
